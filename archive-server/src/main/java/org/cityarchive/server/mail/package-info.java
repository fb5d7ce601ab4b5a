/** Letters that leave the archive: one sentence and one button each. */
@NullMarked
package org.cityarchive.server.mail;

import org.jspecify.annotations.NullMarked;

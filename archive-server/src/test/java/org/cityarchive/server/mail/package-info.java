/** Mail that leaves the archive, tested with a mail server of its own. */
@NullMarked
package org.cityarchive.server.mail;

import org.jspecify.annotations.NullMarked;

/** Tests of how the archive tells how it stands. */
@NullMarked
package org.cityarchive.server.system;

import org.jspecify.annotations.NullMarked;

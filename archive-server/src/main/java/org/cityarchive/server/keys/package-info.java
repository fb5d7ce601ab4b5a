/** Replacing the archive's keys by others while it runs. */
@NullMarked
package org.cityarchive.server.keys;

import org.jspecify.annotations.NullMarked;

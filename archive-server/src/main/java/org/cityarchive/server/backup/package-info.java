/** Backups of a running archive into a folder, and what is restored from them. */
@NullMarked
package org.cityarchive.server.backup;

import org.jspecify.annotations.NullMarked;

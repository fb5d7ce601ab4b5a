/** What a backup promises, and what a restore refuses. */
@NullMarked
package org.cityarchive.server.backup;

import org.jspecify.annotations.NullMarked;

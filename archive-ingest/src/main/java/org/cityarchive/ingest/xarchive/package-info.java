/** The archive that a person downloads from X (PLATFORMS.md §12.2): .js parts, alone or in a zip. */
@NullMarked
package org.cityarchive.ingest.xarchive;

import org.jspecify.annotations.NullMarked;

/** The archive's own neutral line format (ARCHITECTURE.md §7): one observation a line, plain or gzip. */
@NullMarked
package org.cityarchive.ingest.observed;

import org.jspecify.annotations.NullMarked;

/** Kept queries that meet records as they come, instead of records that are searched (percolation). */
@NullMarked
package org.cityarchive.search.watch;

import org.jspecify.annotations.NullMarked;

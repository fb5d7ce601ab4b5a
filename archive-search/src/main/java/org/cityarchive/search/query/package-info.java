/** Queries over the record index: pages, totals, facets and timelines. */
@NullMarked
package org.cityarchive.search.query;

import org.jspecify.annotations.NullMarked;

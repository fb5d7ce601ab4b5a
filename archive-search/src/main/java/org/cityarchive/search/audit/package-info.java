/** The index against the records that it was written from: each term, position and value of each document, computed again. */
@NullMarked
package org.cityarchive.search.audit;

import org.jspecify.annotations.NullMarked;

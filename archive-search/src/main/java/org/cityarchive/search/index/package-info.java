/** The record index: one Lucene block a record and state of knowledge, and the place in the facts up to which it reads. */
@NullMarked
package org.cityarchive.search.index;

import org.jspecify.annotations.NullMarked;

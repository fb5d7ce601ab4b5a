/** What every importer is: a reader of a delivered file that yields observations and refused entries, in order. */
@NullMarked
package org.cityarchive.ingest.adapter;

import org.jspecify.annotations.NullMarked;

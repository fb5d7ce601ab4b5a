/** Tests of adapter. */
@NullMarked
package org.cityarchive.ingest.adapter;

import org.jspecify.annotations.NullMarked;

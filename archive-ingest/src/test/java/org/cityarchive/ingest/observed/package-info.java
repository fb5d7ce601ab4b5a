/** Tests of observed. */
@NullMarked
package org.cityarchive.ingest.observed;

import org.jspecify.annotations.NullMarked;

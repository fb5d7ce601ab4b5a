/** Zip files read from any place of a delivered file, within limits. */
@NullMarked
package org.cityarchive.ingest.zip;

import org.jspecify.annotations.NullMarked;

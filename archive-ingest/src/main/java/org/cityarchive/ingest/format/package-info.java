/** Which formats can be imported, and what a file looks like that was handed over. */
@NullMarked
package org.cityarchive.ingest.format;

import org.jspecify.annotations.NullMarked;

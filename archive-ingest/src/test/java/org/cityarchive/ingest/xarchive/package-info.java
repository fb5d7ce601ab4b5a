/** Tests of xarchive. */
@NullMarked
package org.cityarchive.ingest.xarchive;

import org.jspecify.annotations.NullMarked;

/** JSON as platforms send it, read strictly into a small tree. */
@NullMarked
package org.cityarchive.ingest.json;

import org.jspecify.annotations.NullMarked;

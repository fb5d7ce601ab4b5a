/** Observations into records, and records read back with their history. */
@NullMarked
package org.cityarchive.server.capture;

import org.jspecify.annotations.NullMarked;

/** How fast the archive is beside what its users would put together from a database: every figure a ratio within one run. */
@NullMarked
package org.cityarchive.bench;

import org.jspecify.annotations.NullMarked;

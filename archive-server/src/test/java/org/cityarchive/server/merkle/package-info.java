/** Tests of the log over all facts, on a real PostgreSQL. */
@NullMarked
package org.cityarchive.server.merkle;

import org.jspecify.annotations.NullMarked;

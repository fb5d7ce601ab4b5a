/** What the event store promises on a real PostgreSQL. */
@NullMarked
package org.cityarchive.server.store;

import org.jspecify.annotations.NullMarked;

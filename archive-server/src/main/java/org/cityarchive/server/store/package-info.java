/** The event store on PostgreSQL: append plans in group commits, readers, tokens and projections. */
@NullMarked
package org.cityarchive.server.store;

import org.jspecify.annotations.NullMarked;

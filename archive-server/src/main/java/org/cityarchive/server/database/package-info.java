/** Where PostgreSQL comes from: embedded or external; its roles, its schema, its connections. */
@NullMarked
package org.cityarchive.server.database;

import org.jspecify.annotations.NullMarked;

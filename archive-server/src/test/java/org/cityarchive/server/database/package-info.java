/** What the embedded PostgreSQL promises, and the databases that tests are given. */
@NullMarked
package org.cityarchive.server.database;

import org.jspecify.annotations.NullMarked;

/** What needs whom now: the first page after sign-in. */
@NullMarked
package org.cityarchive.server.home;

import org.jspecify.annotations.NullMarked;

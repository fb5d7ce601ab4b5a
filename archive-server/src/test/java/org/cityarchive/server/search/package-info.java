/** What search promises on a real store. */
@NullMarked
package org.cityarchive.server.search;

import org.jspecify.annotations.NullMarked;

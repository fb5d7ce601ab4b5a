/** What capture promises on a real store. */
@NullMarked
package org.cityarchive.server.capture;

import org.jspecify.annotations.NullMarked;

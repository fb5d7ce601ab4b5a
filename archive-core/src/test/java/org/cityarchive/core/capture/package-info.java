/** What capture promises. */
@NullMarked
package org.cityarchive.core.capture;

import org.jspecify.annotations.NullMarked;

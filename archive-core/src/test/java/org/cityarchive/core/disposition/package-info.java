/** What disposition promises. */
@NullMarked
package org.cityarchive.core.disposition;

import org.jspecify.annotations.NullMarked;

/** Which rules the city lives by: its profile now, its policies later. */
@NullMarked
package org.cityarchive.core.policy;

import org.jspecify.annotations.NullMarked;

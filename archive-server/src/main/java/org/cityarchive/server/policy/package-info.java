/** Which rules the city lives by, and who chose them when. */
@NullMarked
package org.cityarchive.server.policy;

import org.jspecify.annotations.NullMarked;

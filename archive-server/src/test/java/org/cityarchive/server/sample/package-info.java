/** The example city that an empty archive can be started with. */
@NullMarked
package org.cityarchive.server.sample;

import org.jspecify.annotations.NullMarked;

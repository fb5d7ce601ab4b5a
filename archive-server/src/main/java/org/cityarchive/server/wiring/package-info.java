/** How the archive is put together: its settings, its home, and the one list of its features. */
@NullMarked
package org.cityarchive.server.wiring;

import org.jspecify.annotations.NullMarked;

/** How the archive itself stands: measures, health, and the page on which the IT director sees both in plain words. */
@NullMarked
package org.cityarchive.server.system;

import org.jspecify.annotations.NullMarked;

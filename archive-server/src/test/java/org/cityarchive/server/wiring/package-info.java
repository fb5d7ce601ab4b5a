/** What a start and an end promise, and the running archive that tests are given. */
@NullMarked
package org.cityarchive.server.wiring;

import org.jspecify.annotations.NullMarked;

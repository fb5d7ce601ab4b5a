/** How law is written down: facts, boundaries, decisions and refusals, and their binding to the event store. */
@NullMarked
package org.cityarchive.core.law;

import org.jspecify.annotations.NullMarked;

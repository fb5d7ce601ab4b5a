/** Faults made on purpose, at random moments, and an oracle that knows what was acknowledged before them. */
@NullMarked
package org.cityarchive.server.faults;

import org.jspecify.annotations.NullMarked;

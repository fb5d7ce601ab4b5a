/** Schedules, rules and what they make of each record. */
@NullMarked
package org.cityarchive.server.retention;

import org.jspecify.annotations.NullMarked;

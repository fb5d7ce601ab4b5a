/** Tests of what schedules, rules and holds make of each record. */
@NullMarked
package org.cityarchive.server.retention;

import org.jspecify.annotations.NullMarked;

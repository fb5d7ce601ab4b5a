/** How long a record must be kept, and why: schedules, series, rules and triggers, as functions of facts (LAW.md C). */
@NullMarked
package org.cityarchive.core.retention;

import org.jspecify.annotations.NullMarked;

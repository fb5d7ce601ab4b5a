/** What was seen on a platform: observations, the records they become, and each record's history. */
@NullMarked
package org.cityarchive.core.capture;

import org.jspecify.annotations.NullMarked;

/** What the retention model promises. */
@NullMarked
package org.cityarchive.core.retention;

import org.jspecify.annotations.NullMarked;

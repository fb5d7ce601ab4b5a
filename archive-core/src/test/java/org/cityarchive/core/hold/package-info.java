/** What legal holds promise. */
@NullMarked
package org.cityarchive.core.hold;

import org.jspecify.annotations.NullMarked;

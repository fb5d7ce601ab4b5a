/** What requests promise. */
@NullMarked
package org.cityarchive.core.request;

import org.jspecify.annotations.NullMarked;

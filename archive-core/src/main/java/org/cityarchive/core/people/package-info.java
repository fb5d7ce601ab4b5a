/** Who may act, in which role, on which day. */
@NullMarked
package org.cityarchive.core.people;

import org.jspecify.annotations.NullMarked;

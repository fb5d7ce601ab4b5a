/** Who may act here, in which role, and what they are called. */
@NullMarked
package org.cityarchive.server.people;

import org.jspecify.annotations.NullMarked;

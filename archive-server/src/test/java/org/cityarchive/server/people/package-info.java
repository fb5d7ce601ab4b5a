/** Who may act here, asked of a running archive. */
@NullMarked
package org.cityarchive.server.people;

import org.jspecify.annotations.NullMarked;

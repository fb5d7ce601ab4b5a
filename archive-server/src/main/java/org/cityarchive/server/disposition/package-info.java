/** The end of records: what is due, and what becomes of it. */
@NullMarked
package org.cityarchive.server.disposition;

import org.jspecify.annotations.NullMarked;

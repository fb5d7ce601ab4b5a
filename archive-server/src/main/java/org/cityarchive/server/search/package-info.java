/** The searchable archive: fed from the facts, asked by page, API and command line. */
@NullMarked
package org.cityarchive.server.search;

import org.jspecify.annotations.NullMarked;

/** The port of the searchable archive and its query language. */
@NullMarked
package org.cityarchive.core.search;

import org.jspecify.annotations.NullMarked;

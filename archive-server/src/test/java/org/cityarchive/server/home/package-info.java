/** Tests of the first page. */
@NullMarked
package org.cityarchive.server.home;

import org.jspecify.annotations.NullMarked;

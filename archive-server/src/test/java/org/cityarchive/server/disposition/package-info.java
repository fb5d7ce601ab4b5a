/** What the real store promises to those who destroy. */
@NullMarked
package org.cityarchive.server.disposition;

import org.jspecify.annotations.NullMarked;

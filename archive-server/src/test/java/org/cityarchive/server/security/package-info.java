/** What every door promises, of a running archive. */
@NullMarked
package org.cityarchive.server.security;

import org.jspecify.annotations.NullMarked;

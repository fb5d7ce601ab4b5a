/** Who is asking: sign-in, sessions and tokens, each made into an actor. */
@NullMarked
package org.cityarchive.server.security;

import org.jspecify.annotations.NullMarked;

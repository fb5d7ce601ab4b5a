/** Tests of proofs as they are handed out and checked. */
@NullMarked
package org.cityarchive.server.evidence;

import org.jspecify.annotations.NullMarked;

/** Tests of the proofs against published vectors and against each other. */
@NullMarked
package org.cityarchive.core.evidence;

import org.jspecify.annotations.NullMarked;

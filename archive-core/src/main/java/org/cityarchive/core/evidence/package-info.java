/** Proofs that a stranger can check: the Merkle log over all facts, its checkpoints, and disclosures. */
@NullMarked
package org.cityarchive.core.evidence;

import org.jspecify.annotations.NullMarked;

/** Proofs as people and programs get them: of one record, of the log, and whether two logs are one. */
@NullMarked
package org.cityarchive.server.evidence;

import org.jspecify.annotations.NullMarked;

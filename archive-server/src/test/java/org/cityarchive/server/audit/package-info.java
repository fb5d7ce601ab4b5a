/** Audits of archives that were tampered with, and of such that were not. */
@NullMarked
package org.cityarchive.server.audit;

import org.jspecify.annotations.NullMarked;

/** The vault: content sealed under a key of each record's own, in PostgreSQL, with the keys' keys kept outside it (EVIDENCE.md §1.6, §6). */
@NullMarked
package org.cityarchive.server.vault;

import org.jspecify.annotations.NullMarked;

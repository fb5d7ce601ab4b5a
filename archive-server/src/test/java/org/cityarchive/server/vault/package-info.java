/** What the vault and its keys promise. */
@NullMarked
package org.cityarchive.server.vault;

import org.jspecify.annotations.NullMarked;

/** Whether everything that is kept agrees: facts with the log, the vault with its commitments, the index and the lists with both. */
@NullMarked
package org.cityarchive.server.audit;

import org.jspecify.annotations.NullMarked;

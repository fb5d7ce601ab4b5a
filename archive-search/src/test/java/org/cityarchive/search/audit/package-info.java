/** An index that was touched, compared with the records that it was written from. */
@NullMarked
package org.cityarchive.search.audit;

import org.jspecify.annotations.NullMarked;

/** What may not be destroyed: legal holds as scopes over records captured and still to come (LAW.md C.7). */
@NullMarked
package org.cityarchive.core.hold;

import org.jspecify.annotations.NullMarked;

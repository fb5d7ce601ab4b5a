/** How records lawfully end: proposed by one person, approved by another, checked again at the moment of destruction (LAW.md C.8). */
@NullMarked
package org.cityarchive.core.disposition;

import org.jspecify.annotations.NullMarked;

/** Public-records requests: which records one refers to while it is open (LAW.md C.5). */
@NullMarked
package org.cityarchive.core.request;

import org.jspecify.annotations.NullMarked;

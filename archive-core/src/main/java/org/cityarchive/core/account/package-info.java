/** The city's accounts on the platforms, from proposal to closure. */
@NullMarked
package org.cityarchive.core.account;

import org.jspecify.annotations.NullMarked;

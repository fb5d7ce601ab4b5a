/** Tests of the register of accounts. */
@NullMarked
package org.cityarchive.server.account;

import org.jspecify.annotations.NullMarked;

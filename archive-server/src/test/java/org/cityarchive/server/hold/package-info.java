/** Tests of legal holds on the server. */
@NullMarked
package org.cityarchive.server.hold;

import org.jspecify.annotations.NullMarked;

/** Legal holds on the server: their words, scopes and pages. */
@NullMarked
package org.cityarchive.server.hold;

import org.jspecify.annotations.NullMarked;

/** What the commands promise at a terminal. */
@NullMarked
package org.cityarchive.server.cli;

import org.jspecify.annotations.NullMarked;

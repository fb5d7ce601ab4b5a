/** The command line, one class per command. */
@NullMarked
package org.cityarchive.server.cli;

import org.jspecify.annotations.NullMarked;

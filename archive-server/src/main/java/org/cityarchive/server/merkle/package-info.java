/** The Merkle log over all facts: its tiles, its signed checkpoints, its anchor outside the database and its witnesses. */
@NullMarked
package org.cityarchive.server.merkle;

import org.jspecify.annotations.NullMarked;

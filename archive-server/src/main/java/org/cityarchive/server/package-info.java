/** The Spring Boot application: everything that touches network, database or screen. */
@NullMarked
package org.cityarchive.server;

import org.jspecify.annotations.NullMarked;

/** Tests of requests for public records. */
@NullMarked
package org.cityarchive.server.request;

import org.jspecify.annotations.NullMarked;

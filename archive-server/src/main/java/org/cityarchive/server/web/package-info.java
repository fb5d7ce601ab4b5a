/** What every page and endpoint shares: problems, lists, request ids and headers. */
@NullMarked
package org.cityarchive.server.web;

import org.jspecify.annotations.NullMarked;

/** The register of the city's accounts, as read model, API and page. */
@NullMarked
package org.cityarchive.server.account;

import org.jspecify.annotations.NullMarked;

package org.cityarchive.server.security;

import org.jspecify.annotations.Nullable;

/**
 * The city's own sign-in and what its words mean here.
 *
 * @param single null: this archive has none
 */
record SingleSignOnParts(@Nullable SingleSignOn single, ClaimedRoles claimed) {}

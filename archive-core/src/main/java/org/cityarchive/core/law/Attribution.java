package org.cityarchive.core.law;

import org.jspecify.annotations.Nullable;

/**
 * A fact's metadata: who acted, in which role at that time, what it belongs to and what caused it. Stored with fixed keys (DATA.md §1).
 *
 * @param actor id of a person, or name of an adapter ("import:observed")
 * @param role the role in which the actor acted, lower case
 * @param correlation id shared by all facts of one job or request
 * @param causation id of the command or fact that led here; absent when a person began it
 * @param zone the city's time zone id, in which law is counted
 */
public record Attribution(String actor, String role, String correlation, @Nullable String causation, String zone) {}

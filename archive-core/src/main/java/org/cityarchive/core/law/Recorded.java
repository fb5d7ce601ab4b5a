package org.cityarchive.core.law;

import java.time.Instant;

/**
 * A fact as the event store holds it.
 *
 * @param position gapless place in the store's order, from 1
 * @param at when the store committed it, UTC, milliseconds
 * @param by who acted, in which role, and what caused it
 */
public record Recorded<F extends Fact>(long position, F fact, Instant at, Attribution by) {}

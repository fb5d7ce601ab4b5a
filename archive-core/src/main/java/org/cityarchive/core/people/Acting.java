package org.cityarchive.core.people;

import java.time.LocalDate;

/**
 * A registered person who does something in one of their roles.
 *
 * @param person also where a token of theirs acts
 * @param today the city's day
 */
public record Acting(PersonId person, Role role, LocalDate today) {}

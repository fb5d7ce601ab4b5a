package org.cityarchive.core.people;

/** Who acts now: a person or adapter, and the one role in which it acts. */
public record Actor(String id, Role role) {}

package org.cityarchive.core.capture;

/** Whose words: the city's own, the public's, or not known (DATA.md §2). */
public enum AuthorKind {
    CITY, PUBLIC, UNKNOWN
}

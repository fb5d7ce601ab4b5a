package org.cityarchive.ingest.adapter;

import java.time.Instant;

/**
 * Which times a source may tell: those that lie in the years 1 to 9999 wherever one lives. Before and after, calendars and databases
 * disagree about what a year is called, so that a page would show another than the source wrote.
 */
public final class KnownYears {
    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private KnownYears() {}

    /** Whether a time lies in them. */
    public static boolean hold(Instant time) {
        return !time.isBefore(FIRST) && time.isBefore(LAST);
    }
}

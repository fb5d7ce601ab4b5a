package org.cityarchive.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.law.Failure;

/**
 * Is there room on the disks of database, index and keys? A little is kept free on each, so that nothing is ever torn by a full disk, what
 * is kept can always be read, and the database can tidy up: below that nothing is written, and above it writing goes on by itself.
 */
public final class Room {
    private static final long MEBIBYTE = 1L << 20;
    private static final long MOST = 256 * MEBIBYTE;
    private static final int PART = 20;
    private static final Duration FRESH = Duration.ofMillis(250);

    private final List<Shelf> shelves;
    private volatile Seen seen = new Seen(System.nanoTime() - FRESH.toNanos(), Optional.empty());

    private record Shelf(String what, Path folder, long least) {}

    private record Seen(long nanos, Optional<Failure> shortage) {}

    private Room(List<Shelf> shelves) {
        this.shelves = shelves;
    }

    /** @param databaseToo whether the database lies in the home */
    static Room of(Path home, boolean databaseToo) {
        var shelves = new ArrayList<>(List.of(new Shelf("search index", home.resolve("index"), 16 * MEBIBYTE),
                new Shelf("keys", home.resolve("keys"), 16 * MEBIBYTE),
                new Shelf("uploads", home.resolve("uploads"), 16 * MEBIBYTE)));
        if (databaseToo) {
            shelves.add(new Shelf("database", home.resolve("pg"), 32 * MEBIBYTE));
        }
        return new Room(List.copyOf(shelves));
    }

    /** What is full, and how much must be free before anything is written again; empty: there is room. */
    public Optional<Failure> shortage() {
        var known = seen;
        if (System.nanoTime() - known.nanos < FRESH.toNanos()) {
            return known.shortage;
        }
        var shortage = shelves.stream().flatMap(shelf -> shortage(shelf).stream()).findFirst();
        seen = new Seen(System.nanoTime(), shortage);
        return shortage;
    }

    private static Optional<Failure> shortage(Shelf shelf) {
        try {
            var disk = Files.getFileStore(shelf.folder);
            long least = Math.max(shelf.least, Math.min(MOST, disk.getTotalSpace() / PART));
            long left = disk.getUsableSpace();
            return left >= least
                    ? Optional.empty()
                    : Optional
                            .of(new Failure.NoRoom("the disk of the " + shelf.what + " has " + left / MEBIBYTE + " MB left, and "
                                    + least / MEBIBYTE + " MB must be free"));
        } catch (IOException _) {
            return Optional.empty(); // not there yet, or not known: writing will tell
        }
    }
}

package org.cityarchive.server.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.system.Measured.Audited;
import org.cityarchive.server.system.Measured.Disk;
import org.cityarchive.server.system.Measured.Log;
import org.cityarchive.server.system.Measured.Reader;
import org.cityarchive.server.system.Measured.Stored;
import org.cityarchive.server.system.SystemPart.Level;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/** Measures in plain words: each part, how it stands, and what a person does about it. */
final class SystemLook {
    /** A reader is behind for a moment whenever something is written. */
    private static final Duration MOMENT = Duration.ofSeconds(10);
    private static final Duration SIGNED_DAILY = Duration.ofHours(26);
    private static final int SCARCE_PERCENT = 10;
    private static final long AMPLE = 20L << 30;
    /** A day, and the night in which the next one runs. */
    private static final Duration AUDITED_NIGHTLY = Duration.ofHours(36);
    private static final String READERS = "/search/readers";
    private static final String EVIDENCE = "/evidence";

    private SystemLook() {}

    /** All parts, in the order in which they depend on each other. */
    static List<SystemPart> of(Measured measured) {
        var parts = new ArrayList<SystemPart>();
        parts.add(store(measured));
        var stored = measured.stored();
        if (stored != null) {
            parts.add(search(stored));
            parts.add(lists(stored.readers()));
            parts.add(log(stored.log(), measured));
            parts.add(audit(stored.audit(), measured.at()));
        }
        records(measured).ifPresent(parts::add);
        parts.add(keys(measured));
        measured.disks().forEach(disk -> parts.add(disk(disk)));
        if (stored != null) {
            parts.add(imports(stored));
        }
        return List.copyOf(parts);
    }

    private static SystemPart store(Measured measured) {
        var stored = measured.stored();
        var name = "Database";
        if (stored == null) {
            return new SystemPart(name, Level.BROKEN, "The database gives no answer.",
                    "Nothing new is kept until it does; imports wait and go on by themselves. See whether PostgreSQL runs, then read its log.",
                    null, false);
        }
        if (stored.refuses() != null) {
            return new SystemPart(name, Level.BROKEN, "The database takes nothing in (" + stored.refuses() + ").",
                    "What is there can be read. Make room on the disk of the database, or end its read-only state; the archive goes on by itself.",
                    null, false);
        }
        if (!measured.writing()) {
            return new SystemPart(name, Level.BROKEN, "The writer of facts has ended.", "Restart the archive, and keep its log.",
                    null, false);
        }
        return SystemPart.good(name, "The database takes facts in: %s of them, %s.".formatted(number(stored.facts()),
                size(stored.bytes())));
    }

    private static SystemPart search(Stored stored) {
        var name = "Search";
        var anew = stored.rebuilding();
        if (anew != null) {
            return new SystemPart(name, Level.WATCH, "Search is being built anew: %s of %s facts are read. %s".formatted(
                    number(anew.done()), number(anew.all()),
                    anew.whole() ? "The index before it answers." : "Until then it misses records."),
                    "Nothing: it ends by itself.", READERS, true);
        }
        return stored.readers().stream().filter(one -> one.name().equals(RecordsIndexed.NAME)).findFirst()
                .map(one -> reader(name, name, one)).orElseGet(() -> SystemPart.good(name, "Search is not set up here."));
    }

    /** The one of the others that is furthest behind, or stopped. */
    private static SystemPart lists(List<Reader> readers) {
        var name = "Lists";
        var others = readers.stream().filter(one -> !one.name().equals(RecordsIndexed.NAME)).toList();
        var stopped = others.stream().filter(one -> one.stoppedAt() != null).findFirst();
        return stopped.or(() -> others.stream().max((a, b) -> a.behind().compareTo(b.behind())))
                .filter(one -> one.stoppedAt() != null || one.behind().compareTo(MOMENT) > 0)
                .map(one -> reader(name, "The list " + one.name(), one))
                .orElseGet(() -> SystemPart.good(name, "Registers and lists show all that is known."));
    }

    private static SystemPart reader(String part, String subject, Reader reader) {
        if (reader.stoppedAt() != null) {
            return new SystemPart(part, Level.BROKEN, subject + " stopped at fact " + number(reader.stoppedAt())
                    + ": what came later is not shown.",
                    "Nothing is lost. Read the log of that minute, then report it: it is a defect"
                            + " of ours. A restart tries the fact again.",
                    READERS, true);
        }
        if (reader.lag() <= 0) {
            return SystemPart.good(part, subject + " has read every fact.");
        }
        var sentence = "%s is %s behind: %s not read yet.".formatted(subject, CityTimes.length(reader.behind()),
                reader.lag() == 1 ? "1 fact is" : number(reader.lag()) + " facts are");
        return reader.behind().compareTo(MOMENT) <= 0
                ? SystemPart.good(part, sentence)
                : new SystemPart(part, Level.WATCH, sentence,
                        "Nothing while files are read in: it catches up by itself. When it falls"
                                + " further behind for an hour, look at the processor and the disk of this machine.",
                        READERS, true);
    }

    private static SystemPart log(Log log, Measured measured) {
        var name = "Proof";
        if (log.trouble() != null) {
            return new SystemPart(name, Level.BROKEN, "The log of all facts stands still: " + log.trouble() + ".",
                    "What comes in now cannot be proven. When an older copy of the database was brought back, bring back the"
                            + " newer one; nothing is ever signed over missing facts.",
                    EVIDENCE, false);
        }
        var signedAt = log.signedAt();
        if (signedAt == null) {
            return SystemPart.good(name, "Nothing is signed yet; the first signature comes within a minute of the first fact.");
        }
        var age = Duration.between(signedAt, measured.at());
        var sentence = "The log of all facts was signed %s ago; %s since.".formatted(CityTimes.length(age),
                came(log.leaves() - log.signed()));
        return age.compareTo(SIGNED_DAILY) <= 0
                ? new SystemPart(name, Level.GOOD, sentence, null, EVIDENCE, false)
                : new SystemPart(name, Level.WATCH, sentence,
                        "It is signed at least once a day. Look at this machine's clock, then at"
                                + " the log of the archive.",
                        EVIDENCE, false);
    }

    /** The home page tells it by a row of its own. */
    private static SystemPart audit(@Nullable Audited last, Instant now) {
        var name = "Audit";
        if (last == null) {
            return new SystemPart(name, Level.GOOD, "Nothing was compared yet; it is done each night.", null, EVIDENCE, true);
        }
        var since = CityTimes.length(Duration.between(last.at(), now));
        if (last.differences() > 0) {
            return new SystemPart(name, Level.BROKEN, "The last audit, %s ago, named %s.".formatted(since, last.differences() == 1
                    ? "1 thing that does not agree"
                    : number(last.differences()) + " things that do not agree"),
                    "It says of each what it is and what to do. Keep everything as it is until you have read it.",
                    EVIDENCE + "/audits/" + last.id(), true);
        }
        var sentence = "The last audit ended %s ago: all agrees, %s things compared.".formatted(since, number(last.looked()));
        return Duration.between(last.at(), now).compareTo(AUDITED_NIGHTLY) <= 0
                ? new SystemPart(name, Level.GOOD, sentence, null, EVIDENCE, true)
                : new SystemPart(name, Level.WATCH, sentence,
                        "One runs each night. See whether the server sleeps then, or run one now.", EVIDENCE, true);
    }

    /** Only where one could not be read: that all of them can be, the audit alone tells. */
    private static Optional<SystemPart> records(Measured measured) {
        var damaged = measured.damaged();
        return damaged.isEmpty()
                ? Optional.empty()
                : Optional.of(new SystemPart("Records", Level.BROKEN,
                        number(damaged.size()) + (damaged.size() == 1 ? " record" : " records")
                                + " could not be read when asked for, such as " + damaged.getFirst()
                                + ". Lists name what they leave out.",
                        "Run an audit: it names every part that differs. Then bring the archive back from a backup.",
                        "/evidence/audits", false));
    }

    private static SystemPart keys(Measured measured) {
        return measured.keysTrouble() == null
                ? SystemPart.good("Keys", "The key store can be read.")
                : new SystemPart("Keys", Level.BROKEN, "The key store cannot be read: " + measured.keysTrouble(),
                        "Do not stop the archive. Put the folder and its rights back as they were, else from its escrow copy:"
                                + " without keys no record can be opened after the next start.",
                        null, false);
    }

    private static SystemPart disk(Disk disk) {
        var name = "Disk of "
                + ("index".equals(disk.part()) ? "the search index" : "keys".equals(disk.part()) ? "the keys" : "the home");
        var left = "%s of %s are free.".formatted(size(disk.free()), size(disk.total()));
        if (!disk.writes()) {
            return new SystemPart(name, Level.BROKEN, "It takes nothing any more: " + left,
                    "Make room; the archive goes on by itself. Logs of older days may go. Never delete anything else in the home.",
                    null,
                    false);
        }
        boolean scarce = disk.free() * 100 < disk.total() * SCARCE_PERCENT && disk.free() < AMPLE;
        return scarce
                ? new SystemPart(name, Level.WATCH, left, "Make room, or add some, before it is full: then nothing new is kept.",
                        null,
                        false)
                : SystemPart.good(name, left);
    }

    private static SystemPart imports(Stored stored) {
        var states = stored.imports().byState();
        long failed = states.getOrDefault("failed", 0L);
        long going = states.getOrDefault("running", 0L) + states.getOrDefault("queued", 0L);
        var sentence = going == 0
                ? "No file is being read."
                : going == 1 ? "1 file is being read." : number(going) + " files are being read.";
        return failed == 0
                ? new SystemPart("Imports", Level.GOOD, sentence, null, "/capture/imports", true)
                : new SystemPart("Imports", Level.WATCH,
                        number(failed) + (failed == 1 ? " import" : " imports") + " failed. " + sentence,
                        "Each says why, and goes on where it was.", "/capture/imports", true);
    }

    static String number(long number) {
        return String.format(Locale.US, "%,d", number);
    }

    /** Such as "1.4 GiB". */
    static String size(long bytes) {
        var units = List.of("bytes", "KiB", "MiB", "GiB", "TiB");
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.size() - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0
                ? number(bytes) + " bytes"
                : String.format(Locale.US, size < 10 ? "%.1f %s" : "%.0f %s", size, units.get(unit));
    }

    private static String came(long facts) {
        return facts == 0 ? "no fact came" : number(facts) + (facts == 1 ? " fact came" : " facts came");
    }
}

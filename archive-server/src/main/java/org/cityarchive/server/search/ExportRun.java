package org.cityarchive.server.search;

import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import org.cityarchive.server.evidence.RecordEvidence;
import org.cityarchive.server.hold.LegalMarks;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.Readings;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.vault.Bucket;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.RecordKey;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes one export from its first record to its last, as known at one position. */
final class ExportRun {
    private final ExportRows rows;
    private final ExportFolder folder;
    private final Findings findings;
    private final Records records;
    private final RecordSearch search;
    private final Positions positions;
    private final KeyProvider keys;
    private final City city;
    private final SealedNames names;
    private final CityTimes times;
    private final Clock clock;
    private final JsonMapper json;
    private final Readings readings;
    private final LegalMarks legal;
    private final RecordEvidence evidence;

    ExportRun(ExportRows rows, ExportFolder folder, Findings findings, Records records, RecordSearch search, Positions positions,
            KeyProvider keys, City city, SealedNames names, CityTimes times, Clock clock, JsonMapper json,
            Readings readings, LegalMarks legal, RecordEvidence evidence) {
        this.evidence = evidence;
        this.legal = legal;
        this.rows = rows;
        this.folder = folder;
        this.findings = findings;
        this.records = records;
        this.search = search;
        this.positions = positions;
        this.keys = keys;
        this.city = city;
        this.names = names;
        this.times = times;
        this.clock = clock;
        this.json = json;
        this.readings = readings;
    }

    /** How many records an export has, as known at which position. */
    record Counted(long position, long total) {}

    /**
     * Counts what a wish would export now.
     *
     * @throws BadParameter a chosen record is not there
     */
    Counted count(ExportWish wish) {
        var asked = wish.search(times.city(), positions);
        var named = asked.asOf().archive();
        long position = named == null ? search.searchableUpTo() : named;
        var pinned = wish.knownAt(position).search(times.city(), positions);
        if (!wish.isChosen()) {
            return new Counted(position, findings.count(pinned));
        }
        var missing = ExportSource.missing(records, wish, pinned);
        if (!missing.isEmpty()) {
            throw new BadParameter("ids", missing.size() + " of the records chosen are not there, such as "
                    + missing.iterator().next() + ".");
        }
        return new Counted(position, wish.ids().size());
    }

    /** What a wish asks, in plain words. */
    String reading(ExportWish wish) {
        return ExportCover.reading(wish.search(times.city(), positions), wish);
    }

    /** What it is, without what it misses: that is counted once, when it is written. */
    ExportCover cover(ExportJob job, ExportWish wish) {
        return cover(job, wish, null);
    }

    private @Nullable Destroyed missed(ExportWish wish) {
        var destroyed = wish.isChosen() ? null : findings.destroyed(wish.search(times.city(), positions));
        return destroyed == null || destroyed.isNone() ? null : destroyed;
    }

    private ExportCover cover(ExportJob job, ExportWish wish, @Nullable Destroyed destroyed) {
        var asked = wish.search(times.city(), positions);
        return new ExportCover(job.number(), city.name(), by(job), asked.typed(), ExportCover.reading(asked, wish),
                wish.isChosen(), asked.asOf().platform(), job.knownAt(), positions.instant(job.knownAt()),
                job.createdAt().truncatedTo(ChronoUnit.MILLIS), job.total(), wish.allVersions(),
                destroyed);
    }

    private String by(ExportJob job) {
        var role = Roles.title(Roles.of(job.role()));
        return person(job.owner()).flatMap(names::of).map(name -> name + ", " + role).orElse(role + " (a program)");
    }

    private static Optional<PersonId> person(String owner) {
        try {
            return Optional.of(new PersonId(UUID.fromString(owner)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /**
     * Writes it; ends early when it was cancelled or the archive closes.
     *
     * @param isStopped whether the archive closes
     */
    void write(ExportJob job, ExportWish wish, BooleanSupplier isStopped) throws IOException {
        if (!rows.begin(job.id())) {
            return;
        }
        var by = new Actor(job.owner(), Roles.of(job.role()));
        var asked = wish.search(times.city(), positions);
        var source = new ExportSource(findings, records, legal, wish, asked);
        var next = source.next();
        var found = asked.query().ofTheRecordAlone() ? job : recounted(job, source.total());
        try (var files = new ExportPackage(folder.path(), wish, cover(found, wish, missed(wish)), times, json)) {
            for (; next.count() > 0; next = source.next()) {
                readings.note(by, next.records().stream().map(ExportSource.Exported::record).toList(),
                        "in export " + job.number());
                files.add(next);
                if (isStopped.getAsBoolean() || !rows.progress(job.id(), Math.min(files.records(), found.total()))) {
                    return;
                }
            }
            if (files.records() != found.total()) {
                throw new IllegalStateException(String.format(Locale.ROOT, "%d records were counted, %d written", found.total(),
                        files.records()));
            }
            if (wish.batch() != null && !files.damaged().isEmpty()) {
                rows.end(job.id(), ExportState.FAILED,
                        "A record of it cannot be read: nothing is handed over that is not whole. Except"
                                + " it, or have it brought back.",
                        clock.instant());
                return;
            }
            finish(found, wish, files);
        }
    }

    /** What was held, due or in a series when it was counted may not be so any more: what is found with its first page is written. */
    private ExportJob recounted(ExportJob job, long total) {
        if (job.total() == total) {
            return job;
        }
        rows.recount(job.id(), total);
        return rows.find(job.id()).orElse(job);
    }

    /** What the person is told who takes the package; null: all of it could be read. */
    private static @Nullable String unreadable(List<DamagedRecord> damaged) {
        return damaged.isEmpty()
                ? null
                : "Of these records " + damaged.size() + " cannot be read; the files tell them by their ids alone, such as "
                        + damaged.getFirst().record()
                        + ". Whoever administers the archive can bring them back; then export again.";
    }

    private void finish(ExportJob job, ExportWish wish, ExportPackage files) throws IOException {
        var key = ExportPackage.freshKey();
        folder.delete(job.id()); // of a try that was killed
        var sum = files.finish(folder.file(job.id()), new RecordKey(job.id(), 1, key),
                wish.batch() == null ? null : zip -> evidence.write(wish.ids(), job.knownAt(), zip));
        var now = clock.instant();
        boolean stands = keys.under(Bucket.unclassified(now, "exports"), under -> { // which nobody renews meanwhile
            var whole = new ExportRows.Whole(sum.size(), sum.digest(), under.value(), keys.wrap(under, key), files.holds());
            return rows.done(job.id(), whole, unreadable(files.damaged()), now, now.plus(ExportJobs.KEPT));
        });
        if (!stands) {
            folder.delete(job.id());
        }
    }
}

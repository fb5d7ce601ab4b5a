package org.cityarchive.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.awaitility.Awaitility;
import java.time.Duration;
import org.cityarchive.core.capture.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.search.SavedSearches;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults planted into a real archive by hand, one at a time: each is named, by code and place, and nothing else is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeededFaultsTest {
    private static final List<String> ROWS = new ArrayList<>();

    private final RunningArchive archive = RunningArchive.setUp();
    private final ArchiveOverHttp clerk = archive.as(Role.CLERK);
    private final Insider insider = new Insider(archive.part(DataSource.class), archive.part(ArchiveSettings.class).home());

    @BeforeAll
    void fill() {
        var lines = new ArrayList<String>();
        for (int record = 0; record < 30; record++) {
            for (int seen = 0; seen < 3; seen++) {
                lines.add("{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"p" + record + "\",\"kind\":\"post\","
                        + "\"createdAt\":\"2026-01-01T12:00:00Z\",\"observedAt\":\""
                        + Instant.parse("2026-01-02T00:00:00Z").plusSeconds(3600L * seen + record)
                        + "\",\"state\":\"present\",\"author\":{\"id\":\"u1\",\"name\":\"Ann\"},\"text\":\"The plow came "
                        + (seen == 2 && record % 3 == 0 ? "again " : "") + record + "\",\"counters\":{\"likes\":" + seen + "}}");
            }
        }
        lines.add("{\"platform\":\"facebook\",\"text\":\"cut off");
        archive.part(SavedSearches.class).save(new Actor("test", Role.CLERK), "Plows", "plow");
        archive.importLines(String.join("\n", lines));
        archive.awaitProjections();
        long head = archive.part(Positions.class).head().position();
        assertThat(archive.part(MerkleLog.class).awaitLeaf(head, Duration.ofSeconds(20))).isTrue();
        archive.part(Checkpoints.class).cover(head - 1);
        for (int reading = 0; reading < 5; reading++) {
            archive.part(AccessLog.class).note(new Actor("test", Role.CLERK),
                    new Note(Act.EXPORT, "export " + reading, "a reading"));
        }
        insider.run("update access_log set at = at - interval '1 hour'"); // old enough to be marked
        insider.run("update capture_reject set kept_at = kept_at - interval '1 hour'");
        archive.part(RowMarks.class).mark();
    }

    @AfterAll
    void stop() {
        System.out.println("Seeded fault                       differences  named as");
        ROWS.forEach(System.out::println);
        insider.close();
        archive.close();
    }

    private AuditState run() {
        var runs = archive.part(AuditRuns.class);
        var asked = runs.begin("test", "it-director");
        archive.part(Audits.class).run(() -> false, 0); // without the rests of the server's own thread
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20))
                .until(() -> !runs.find(asked.id()).orElseThrow().isOpen());
        var ended = runs.find(asked.id()).orElseThrow();
        assertThat(ended.stage()).as(ended.reason()).isEqualTo(AuditState.Stage.DONE);
        return ended;
    }

    private List<String> found(String fault) {
        var ended = run();
        ROWS.add("%-40s %d  %s".formatted(fault, ended.differences(), archive.part(AuditRuns.class)
                .differences(ended.id(), 0, 9).stream()
                .map(one -> one.difference().code() + " " + one.difference().code().title())
                .distinct().toList()));
        return names(ended.id());
    }

    private List<String> names(UUID audit) {
        return archive.part(AuditRuns.class).differences(audit, 0, 1_000).stream()
                .map(one -> one.difference().code() + " " + one.difference().place() + " " + one.difference().key()).toList();
    }

    @Test
    void anUntouchedArchiveAgrees() {
        var ended = run();
        assertThat(archive.part(AuditRuns.class).differences(ended.id(), 0, 100)).isEmpty();
        assertThat(ended.agrees()).isTrue();
        for (var comparison : Comparison.values()) {
            assertThat(ended.tally(comparison).looked()).as(comparison.title()).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("org.cityarchive.server.audit.Faults#faults")
    void aFaultIsNamedAndNothingElseIs(Faults.Fault fault) {
        insider.run("create table if not exists kept_part (like vault_part)");
        insider.run("create table if not exists kept_event (like event)");
        var asked = fault.x().stream().map(insider::ask).toList();
        assertThat(insider.run(with(fault.plant(), asked))).as("planted").isPositive();
        try {
            assertThat(found(fault.name()))
                    .containsExactlyInAnyOrderElementsOf(fault.found().stream().map(one -> with(one, asked)).toList());
        } finally {
            insider.run(with(fault.undo(), asked));
        }
    }

    private static String with(String text, List<String> asked) {
        var filled = text;
        for (int i = 0; i < asked.size(); i++) {
            filled = filled.replace("{" + i + "}", asked.get(i));
        }
        return filled;
    }

    @Test
    void aSightingThatWasThinnedIsNotMissed() {
        long number = Long.parseLong(insider.ask("select min(number) + 5 from capture_sighting"));
        archive.part(RowMarks.class).release("capture_sighting", List.of(number));
        assertThat(insider.run("delete from capture_sighting where number = " + number)).isEqualTo(1);
        assertThat(found("none: a sighting thinned lawfully")).isEmpty();
    }

    /** Halted after each stretch again and again, it names the same as in one go. */
    @Test
    void anInterruptedAuditGoesOnAndEndsTheSame() {
        insider.run("update account_register set handle = 'other'");
        int flipped = insider.run(with(Faults.FLIP_KEY, List.of(insider.ask(Faults.RECORD.formatted(8)))));
        assertThat(flipped).isEqualTo(1);
        try {
            var whole = found("two at once, halted after each stretch");
            var runs = archive.part(AuditRuns.class);
            var audits = archive.part(Audits.class);
            AuditState asked;
            int starts = 0;
            synchronized (audits) { // the server's own thread would take it up as well, and not be halted
                asked = runs.begin("test", "it-director");
                for (var ended = Optional.<AuditState>empty(); ended.isEmpty()
                        && runs.find(asked.id()).orElseThrow().isOpen(); starts++) {
                    var stretches = new AtomicInteger();
                    ended = audits.run(() -> stretches.incrementAndGet() > 2, 0);
                }
            }
            assertThat(starts).isGreaterThan(3);
            assertThat(names(asked.id())).containsExactlyInAnyOrderElementsOf(whole);
            assertThat(whole).hasSize(2);
            assertThat(runs.find(asked.id()).orElseThrow().differences()).isEqualTo(2);
        } finally {
            insider.run("update account_register set handle = 'town'");
            insider.run(with(Faults.FLIP_KEY, List.of(insider.ask(Faults.RECORD.formatted(8)))));
        }
    }

    @Test
    void whatAnAuditNamedStandsOnItsPageOnTheEvidencePageAndAtHome() {
        insider.run("update account_register set handle = 'other'");
        try {
            var ended = run();
            assertThat(clerk.get("/evidence/audits/" + ended.id()).body()).contains("One thing differs and is named",
                    "Row altered", "A41", "archive rebuild");
            assertThat(clerk.get("/evidence").body()).contains("Last audit", "1 differs", "Run an audit");
            assertThat(clerk.get("/evidence/audits").body()).contains("Audit " + ended.number());
            assertThat(clerk.get("/").body()).contains("Thing differs", "/evidence/audits/" + ended.id());
            var differences = clerk.json("/api/v1/evidence/audits/" + ended.id() + "/differences");
            assertThat(differences.path("total").asLong()).isEqualTo(1);
            assertThat(differences.path("items").path(0).path("place").asString()).isEqualTo("account_register");
            assertThat(clerk.get("/api/v1/evidence/audits/" + ended.id() + "/differences.csv").body())
                    .contains("A41,Row altered");
            assertThat(insider.ask("select convert_from(payload, 'UTF8') from event where type = 'evidence.AuditRun'"
                    + " order by position desc limit 1"))
                    .contains(ended.id().toString(), "\"differences\":1", "\"result\":\"differs\"");
        } finally {
            insider.run("update account_register set handle = 'town'");
        }
    }

    @Test
    void otherWordsInTheIndexAreNamed() {
        var index = archive.part(RecordIndex.class);
        var true_ = record(9);
        var known = true_.known().getLast();
        var stretch = known.stretches().getLast();
        var words = stretch.words();
        var forged = new SearchableRecord.Words("The plow never came", words.authorId(), words.authorName(), words.author(),
                words.lang(),
                words.url(), words.media());
        var stretches = new ArrayList<>(known.stretches());
        stretches.set(stretches.size() - 1,
                new SearchableRecord.Stretch(stretch.from(), stretch.to(), stretch.version(), stretch.state(),
                        stretch.versions(), stretch.gone(), stretch.hidden(), forged));
        var all = new ArrayList<>(true_.known());
        all.set(all.size() - 1, new SearchableRecord.Known(known.from(), known.until(), known.at(), known.claimed(), stretches));
        index.write(List.of(new SearchableRecord(true_.id(), true_.account(), true_.handle(), true_.platform(), true_.kind(),
                true_.nativeId(), true_.parent(), true_.parentId(), true_.captured(), all)), index.position());
        try {
            assertThat(found("words of the index")).containsExactly("A51 index " + true_.id());
        } finally {
            index.write(List.of(true_), index.position());
        }
    }

    @Test
    void aRecordThatTheIndexLacksIsNamed() {
        var index = archive.part(RecordIndex.class);
        var lacking = record(11);
        var all = archive.part(RecordsIndexed.class).searchable(ids(), Long.MAX_VALUE);
        try (var anew = index.rebuild()) {
            anew.write(all.stream().filter(one -> !one.id().equals(lacking.id())).toList(), index.position());
            anew.finish();
        }
        try {
            assertThat(found("a record taken out of the index")).containsExactly("A52 index " + lacking.id());
        } finally {
            index.write(List.of(lacking), index.position());
        }
    }

    private List<RecordId> ids() {
        return Arrays
                .stream(insider.ask("select string_agg(distinct record::text, ' ') from vault_part").split(" "))
                .map(id -> new RecordId(UUID.fromString(id))).toList();
    }

    private SearchableRecord record(int offset) {
        var id = new RecordId(UUID.fromString(insider.ask(Faults.RECORD.formatted(offset))));
        return archive.part(RecordsIndexed.class).searchable(List.of(id), Long.MAX_VALUE).getFirst();
    }
}

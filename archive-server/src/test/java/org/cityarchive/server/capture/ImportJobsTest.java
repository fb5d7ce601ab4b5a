package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.FileKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportJobsTest {
    private static final String MARKER = "marker-406-555-0177";
    private static final Actor CLERK = new Actor("clerk-1", Role.CLERK);
    private Path home = Path.of("");
    private final Register register = new Register();
    private @Nullable TestDatabase database;
    private @Nullable FileKeys keys;
    private @Nullable CountingChannel channel;

    @BeforeAll
    void start() throws IOException {
        home = Files.createTempDirectory("archive-imports-");
        database = TestDatabase.fresh();
        keys = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        database().close();
        TestDatabase.delete(home);
    }

    @BeforeEach
    void anew() {
        channel = new CountingChannel(database().connections());
        register.known.clear();
        register.known.put("parks", new AccountId(UUID.randomUUID()));
    }

    @Test
    void aFileIsReadToItsEndAndTheSumIsWhatWasRead() throws Exception {
        try (var jobs = jobs()) {
            var id = hand(jobs, file(1300), "observed", false).id();
            assertThat(kept()).hasSize(1);
            assertThat(containsMarker(uploads())).isFalse();
            var done = over(jobs, id);
            assertThat(done.state()).isEqualTo(ImportState.DONE);
            assertThat(done.counts()).isEqualTo(new ImportCounts(1170, 0, 0, 0, 130));
            assertThat(done.read()).isEqualTo(1300);
            assertThat(done.bytesDone()).isEqualTo(done.bytesTotal());
            await().atMost(Duration.ofMinutes(2)).until(() -> kept().isEmpty()); // let go a moment after it is done
            var refused = jobs.refused(id, 0, 200);
            assertThat(refused).hasSize(130);
            assertThat(refused.getFirst().line()).isEqualTo(1);
            assertThat(refused.getFirst().type()).isEqualTo("not-json");
            assertThat(refused.getFirst().excerpt()).isEqualTo("{" + MARKER);
            assertThat(jobs.refusals(id)).containsExactly(new ImportView.Refusals("not-json", 130, 1));
            assertThat(database().number("select count(*) from capture_reject where position('" + MARKER
                    + "'::bytea in sealed) > 0")).isZero();
            var again = over(jobs, hand(jobs, file(1300), "observed", false).id());
            assertThat(again.id()).isNotEqualTo(id);
            assertThat(again.counts()).isEqualTo(new ImportCounts(0, 0, 0, 1170, 130));
        }
    }

    @Test
    void aStoreThatFailsOrForgetsToAnswerChangesNoCount() throws Exception {
        channel().before(3, () -> new Failure.StoreUnavailable("gone", new IOException("gone")));
        channel().before(4, () -> new Failure.StoreBusy("busy"));
        channel().after(6, () -> new Failure.StoreUnavailable("no answer", new IOException("cut")));
        channel().after(7, () -> new Failure.StoreUnavailable("no answer", new IOException("cut")));
        try (var jobs = jobs()) {
            var done = over(jobs, hand(jobs, file(3000), "observed", false).id());
            assertThat(done.state()).isEqualTo(ImportState.DONE);
            assertThat(done.counts()).isEqualTo(new ImportCounts(2700, 0, 0, 0, 300));
        }
    }

    @Test
    void aKilledImportGoesOnWhereItWas() throws Exception {
        for (boolean committed : new boolean[]{false, true}) {
            anew();
            if (committed) {
                channel().after(3, Killed::new);
            } else {
                channel().before(3, Killed::new);
            }
            var first = jobs(); // abandoned, as a killed process abandons it
            var id = hand(first, file(3000), "observed", false).id();
            await().dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(2)).until(channel()::hasThrown);
            assertThat(first.view(id).orElseThrow().state()).isEqualTo(ImportState.RUNNING);
            try (var second = jobs()) {
                second.start();
                assertThat(over(second, id).counts()).isEqualTo(new ImportCounts(2700, 0, 0, 0, 300));
                assertThat(second.refused(id, 0, 1000)).hasSize(300);
            }
        }
    }

    @Test
    void aPausedImportWaitsForAPersonAndTheSameFileJoinsIt() throws Exception {
        channel().hold(2);
        try (var jobs = jobs()) {
            var id = hand(jobs, file(2500), "observed", false).id();
            await().atMost(Duration.ofMinutes(2)).until(channel()::isHolding);
            assertThat(jobs.pause(id)).isTrue();
            channel().letGo();
            await().atMost(Duration.ofMinutes(2)).until(() -> jobs.view(id).orElseThrow().state() == ImportState.PAUSED);
            var paused = jobs.view(id).orElseThrow();
            assertThat(paused.read()).isBetween(500L, 2000L);
            assertThat(hand(jobs, file(2500), "observed", false).id()).isEqualTo(id);
            try (var other = jobs()) {
                other.start();
                assertThat(other.view(id).orElseThrow().state()).isEqualTo(ImportState.PAUSED);
            }
            assertThat(jobs.resume(id)).isTrue();
            assertThat(over(jobs, id).counts()).isEqualTo(new ImportCounts(2250, 0, 0, 0, 250));
            assertThat(jobs.resume(id)).isFalse();
            assertThat(jobs.pause(id)).isFalse();
        }
    }

    @Test
    void theSameRequestAgainIsTheSameImport() throws Exception {
        try (var jobs = jobs()) {
            var first = over(jobs, hand(jobs, file(10), "observed", false, "key-1").id());
            assertThat(hand(jobs, file(10), "observed", false, "key-1").id()).isEqualTo(first.id());
            assertThatThrownBy(() -> hand(jobs, file(11), "observed", false, "key-1")).isInstanceOf(UnreadableException.class)
                    .hasMessageContaining("used for another file");
        }
    }

    @Test
    void anUnknownAccountIsRefusedByNameUnlessItMayBeAdded() throws Exception {
        register.known.clear();
        try (var jobs = jobs()) {
            var refused = over(jobs, hand(jobs, file(20), "observed", false).id());
            assertThat(refused.counts()).isEqualTo(new ImportCounts(0, 0, 0, 0, 20));
            assertThat(jobs.refusals(refused.id())).contains(new ImportView.Refusals("unknown-account", 18, 2));
            assertThat(jobs.refused(refused.id(), 1, 1).getFirst().reason()).contains("\"parks\" on x").endsWith(".");
            var added = over(jobs, hand(jobs, file(20), "observed", true).id());
            assertThat(added.counts()).isEqualTo(new ImportCounts(18, 0, 0, 0, 2));
            assertThat(register.known).containsKey("parks");
        }
    }

    @Test
    void whatCannotBeReadLeavesNothing() throws Exception {
        try (var jobs = jobs()) {
            assertThatThrownBy(() -> hand(jobs, "window.YTD.tweets.part0 = []".getBytes(UTF_8), "observed", false))
                    .isInstanceOfSatisfying(UnreadableException.class,
                            e -> assertThat(e.sentence()).startsWith("Looks like an X archive"));
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void anUploadThatWasChangedOnDiskFailsTheImportAndSaysSo() throws Exception {
        channel().hold(1);
        var jobs = jobs();
        var id = hand(jobs, file(9000), "observed", false).id();
        await().atMost(Duration.ofMinutes(2)).until(channel()::isHolding);
        var upload = kept().getFirst();
        var bytes = Files.readAllBytes(upload);
        bytes[bytes.length - 40] ^= 1;
        Files.write(upload, bytes);
        channel().letGo();
        var failed = over(jobs, id);
        assertThat(failed.state()).isEqualTo(ImportState.FAILED);
        assertThat(failed.reason()).contains("can no longer be read");
        jobs.close();
        Files.delete(upload);
    }

    /** Every tenth line is broken, from the first. */
    private static byte[] file(int lines) {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(i % 10 == 0
                    ? "{" + MARKER
                    : "{\"platform\":\"x\",\"account\":\"parks\",\"id\":\"" + i
                            + "\",\"kind\":\"post\",\"observedAt\":\"2026-03-01T14:02:00Z\","
                            + "\"state\":\"present\",\"text\":\"" + MARKER + "\"}")
                    .append('\n');
        }
        return text.toString().getBytes(UTF_8);
    }

    private ImportView hand(ImportJobs jobs, byte[] file, String format, boolean addAccounts) throws Exception {
        return hand(jobs, file, format, addAccounts, null);
    }

    private static ImportView hand(ImportJobs jobs, byte[] file, String format, boolean addAccounts, @Nullable String key)
            throws Exception {
        try (var upload = jobs.upload()) {
            upload.take(new ByteArrayInputStream(file));
            return jobs.accept(upload,
                    new ImportUpload.Wish(format, null, addAccounts, "posts.ndjson", Instant.EPOCH, key, CLERK));
        }
    }

    /** What a killed thread still throws belongs to the kill, whenever it arrives. */
    private static ImportView over(ImportJobs jobs, UUID id) {
        await().dontCatchUncaughtExceptions().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20))
                .until(() -> jobs.view(id).orElseThrow().state().isOver());
        return jobs.view(id).orElseThrow();
    }

    private ImportJobs jobs() {
        var data = database().connections();
        return new ImportJobs(new ImportRows(data), new RejectRows(data), new Spool(uploads()),
                new ImportKeys(Objects.requireNonNull(keys), Clock.systemUTC()), channel(), register, Clock.systemUTC(),
                () -> ZoneId.of("America/Denver"));
    }

    private Path uploads() {
        return home.resolve("uploads");
    }

    private List<Path> kept() throws IOException {
        try (var files = Files.list(uploads())) {
            return files.toList();
        }
    }

    private static boolean containsMarker(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(MARKER)) {
                    return true;
                }
            }
        }
        return false;
    }

    private TestDatabase database() {
        return Objects.requireNonNull(database);
    }

    private CountingChannel channel() {
        return Objects.requireNonNull(channel);
    }

    /** As a kill -9: nothing catches it. */
    private static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A register in memory. */
    private static final class Register implements ImportAccounts {
        @Override
        public Unknown unknown(Owner owner) {
            return new Unknown(new UUID(0, owner.handle().hashCode()), owner.platform(), new byte[0]);
        }

        private final Map<String, AccountId> known = new HashMap<>();
        @Override
        public synchronized Optional<AccountId> resolve(String platform, List<String> names) {
            return names.stream().filter(known::containsKey).map(known::get).findFirst();
        }

        @Override
        public synchronized Opened open(Owner owner, Attribution by) {
            return new Stands(known.computeIfAbsent(owner.handle(), _ -> new AccountId(UUID.randomUUID())));
        }
    }
}

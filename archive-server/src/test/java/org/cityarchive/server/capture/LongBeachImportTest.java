package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.Alias;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.server.vault.FileKeys;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stream of a real archiver comes to exactly the numbers that its makers counted. */
class LongBeachImportTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void theLogComesToTheExpectedNumbersAndAgainToNothingNew() throws Exception {
        var data = data();
        var expected = new JsonMapper().readTree(Files.readAllBytes(data.resolve("EXPECTED-observed.json")));
        var register = new Register();
        try (var store = new CaptureStore()) {
            var keys = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
            var rows = store.database.connections();
            try (var jobs = new ImportJobs(new ImportRows(rows), new RejectRows(rows), new Spool(home.resolve("uploads")),
                    new ImportKeys(keys, Clock.systemUTC()), store.channel, register, Clock.systemUTC(),
                    () -> ZoneId.of("America/Los_Angeles"))) {
                var first = imported(jobs, data.resolve("observed.ndjson.gz"));
                long records = expected.path("records").asLong();
                long refused = expected.path("rejected").asLong();
                long unchanged = expected.path("observationsThatChangeNothing").asLong();
                assertThat(first.counts()).isEqualTo(new ImportCounts(records, 0, 0, unchanged, refused));
                assertThat(first.read()).isEqualTo(expected.path("lines").asLong());
                assertThat(jobs.refused(first.id(), 0, 10))
                        .extracting(line -> line.line() + " " + line.type() + " " + line.place())
                        .containsExactly("2271 member-missing $.kind");
                assertFacts(store, expected, register);
                long facts = store.database.number("select count(*) from event");
                var again = imported(jobs, data.resolve("observed.ndjson.gz"));
                assertThat(again.counts()).isEqualTo(new ImportCounts(0, 0, 0, records + unchanged, refused));
                assertThat(store.database.number("select count(*) from event")).isEqualTo(facts);
            }
        }
    }

    private static void assertFacts(CaptureStore store, JsonNode expected, Register register) throws SQLException {
        assertThat(store.database.number("select count(*) from event where type = 'capture.PostCaptured'"))
                .isEqualTo(expected.path("kinds").path("post").asLong());
        assertThat(store.database.number("select count(*) from event where type = 'capture.CommentCaptured'"))
                .isEqualTo(expected.path("kinds").path("comment").asLong());
        assertThat(store.database.number("select count(*) from event where type like 'capture.%'"))
                .isEqualTo(expected.path("records").asLong());
        var perAccount = new TreeMap<String, Long>();
        for (var account : register.known.entrySet()) {
            perAccount.put(account.getKey().name(), store.database.number("select count(*) from event where position('"
                    + account.getValue() + "' in convert_from(payload, 'UTF8')) > 0"));
        }
        var stated = new TreeMap<String, Long>();
        expected.path("perAccount").properties().forEach(entry -> stated.put(entry.getKey(), entry.getValue().asLong()));
        assertThat(perAccount).isEqualTo(stated);
    }

    private static ImportView imported(ImportJobs jobs, Path file) throws Exception {
        UUID id;
        try (var upload = jobs.upload(); var in = Files.newInputStream(file)) {
            upload.take(in);
            id = jobs.accept(upload, new ImportUpload.Wish("observed", null, true, "observed.ndjson.gz", Instant.EPOCH, null,
                    new Actor("clerk-1", Role.CLERK))).id();
        }
        await().atMost(Duration.ofMinutes(3)).until(() -> jobs.view(id).orElseThrow().state().isOver());
        return jobs.view(id).orElseThrow();
    }

    private static Path data() throws IOException {
        var found = located();
        Assumptions.assumeTrue(found != null && Files.exists(found.resolve("long-beach/observed.ndjson.gz")),
                "shared data \"long-beach\" is not here; set ARCHIVE_SHARED_DATA to its folder");
        return found.resolve("long-beach");
    }

    private static @Nullable Path located() {
        var named = System.getProperty("ARCHIVE_SHARED_DATA", System.getenv("ARCHIVE_SHARED_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return null;
    }

    /** A register in memory. */
    private static final class Register implements ImportAccounts {
        @Override
        public Unknown unknown(Owner owner) {
            return new Unknown(UUID.nameUUIDFromBytes(owner.handle().getBytes(StandardCharsets.UTF_8)), owner.platform(),
                    new byte[0]);
        }

        private final Map<Alias, AccountId> known = new HashMap<>();

        @Override
        public Optional<AccountId> resolve(String platform, List<String> names) {
            return names.stream().map(name -> Alias.of(platform, name)).filter(known::containsKey).map(known::get).findFirst();
        }

        @Override
        public Opened open(Owner owner, Attribution by) {
            return new Stands(
                    known.computeIfAbsent(Alias.of(owner.platform(), owner.handle()), _ -> new AccountId(UUID.randomUUID())));
        }
    }
}

package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.law.Kept;
import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.jspecify.annotations.Nullable;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresVaultTest {
    private static final Staging NONE_LARGE = (_, _, _, _, _) -> {
        throw new AssertionError("no medium here is large");
    };
    private static final String MARKER = "marker-406-555-0143";

    private Path home = Path.of("");
    private final ContentSealing sealing = new ContentSealing();
    private @Nullable TestDatabase database;
    private @Nullable FileKeys provider;

    @BeforeAll
    void start(@TempDir Path folder) {
        home = folder;
        database = TestDatabase.fresh();
        provider = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        database().close();
    }

    @Test
    void manyVersionsComeBackAsTheyWereSealed() throws Exception {
        var vault = vault();
        var rows = new ArrayList<Kept>();
        var roots = new TreeMap<String, Commitment>();
        var wanted = new ArrayList<SealedVersion>();
        for (int i = 0; i < 200; i++) {
            var record = new RecordId(new UUID(7, i));
            var fresh = vault.recordKeys().fresh(record.value(), 1, "a");
            rows.add(fresh.row());
            for (int version = 1; version <= 2; version++) {
                int rawSize = i == 0 ? 3 << 20 : i == 1 ? 64 * 1024 : i == 2 ? 0 : 500;
                var sealed = sealing.seal(fresh.key(), version, observation("post " + i + "." + version, rawSize, List.of()),
                        NONE_LARGE);
                rows.addAll(sealed.rows());
                roots.put(i + "." + version, sealed.root());
                wanted.add(SealedVersion.of(record, version));
            }
        }
        write(rows);
        var opened = vault().contents(wanted);
        assertThat(opened.keySet()).isEqualTo(Set.copyOf(wanted));
        opened.forEach((version, content) -> {
            String name = version.subject().getLeastSignificantBits() + "." + version.version();
            assertThat(requireNonNull(content.content()).text()).isEqualTo("post " + name);
            assertThat(content.nativeId()).isEqualTo("1784");
            content.verify(requireNonNull(roots.get(name)));
            assertThatThrownBy(() -> content.verify(new Commitment(new byte[32]))).isInstanceOf(SealBroken.class);
        });
        assertThat(vault.content(new RecordId(new UUID(7, 0)), 2).raw()).hasSize(3 << 20);
        assertThat(vault.content(new RecordId(new UUID(7, 2)), 1).raw()).isEmpty();
        assertThat(vault.keys(List.of(new RecordId(new UUID(7, 1)), new RecordId(new UUID(8, 8))))).hasSize(1);
    }

    @Test
    void whatIsMissingOrChangedIsNamed() throws Exception {
        var vault = vault();
        var record = new RecordId(new UUID(9, 1));
        var fresh = vault.recordKeys().fresh(record.value(), 1, "a");
        var sealed = sealing.seal(fresh.key(), 1, observation(MARKER, 100_000, List.of()), NONE_LARGE);
        write(List.of(fresh.row()));
        write(sealed.rows());
        assertBroken(() -> vault.content(record, 2), "v2/content", "is missing");
        assertBroken(() -> vault.content(new RecordId(new UUID(9, 2)), 1), "v1/content", "is missing");
        owner("update vault_part set version = 3 where record = '" + record + "' and part = 'content'");
        assertBroken(() -> vault.content(record, 3), "v3/content", "another's place");
        owner("update vault_part set version = 1 where record = '" + record + "'");
        owner("delete from vault_part where part = 'raw' and record = '" + record + "'");
        assertBroken(() -> vault.content(record, 1).raw(), "v1/raw", "is missing");
        owner("delete from vault_record_key where record = '" + record + "'");
        assertBroken(() -> vault.content(record, 1), "v1/content", "has no key");
        var broken = new ArrayList<SealBroken>();
        assertThat(vault.contents(List.of(SealedVersion.of(record, 1)), broken::add)).isEmpty();
        assertThat(broken).hasSize(1).allSatisfy(b -> assertThat(b).hasMessageNotContaining(MARKER));
    }

    @Test
    void mediaAreSealedWholeOrAsTheyAreRead() throws Exception {
        var vault = vault();
        var record = new RecordId(new UUID(10, 1));
        var fresh = vault.recordKeys().fresh(record.value(), 1, "a");
        byte[] picture = MasterKey.random(2_500_000);
        byte[] text = MARKER.repeat(200_000).getBytes(UTF_8);
        var sealed = sealing.seal(fresh.key(), 1, observation("x", 10,
                List.of(Observation.Attached.of(0, "image/jpeg", picture), Observation.Attached.of(1, "text/vtt", text))),
                NONE_LARGE);
        var rows = new ArrayList<>(sealed.rows());
        rows.add(fresh.row());
        var late = new ArrayList<Sealed.Medium>();
        late.add(sealing.medium(fresh.key(), 1, 2, "video/mp4", new ByteArrayInputStream(picture), rows::add));
        late.add(sealing.medium(fresh.key(), 1, 3, "text/vtt", new ByteArrayInputStream(text), rows::add));
        write(rows);
        var media = new ArrayList<>(sealed.media());
        media.addAll(late);
        for (var medium : media) {
            byte[] expected = medium.index() % 2 == 0 ? picture : text;
            try (var in = vault.medium(record, 1, medium.index())) {
                assertThat(in.readAllBytes()).isEqualTo(expected);
            }
            assertThat(medium.bytes()).isEqualTo(expected.length);
            vault.verifyMedium(record, 1, medium.index(), medium.content());
            assertThatThrownBy(() -> vault.verifyMedium(record, 1, medium.index(), sealed.root())).isInstanceOf(SealBroken.class);
        }
        owner("delete from vault_part where part = 'media/0' and chunk = 2 and record = '" + record + "'");
        assertBroken(() -> vault.medium(record, 1, 0).readAllBytes(), "v1/media/0", "cut off");
        assertBroken(() -> vault.medium(record, 1, 9).readAllBytes(), "v1/media/9", "is missing");
    }

    @Test
    void otherSubjectsAreSealedUnderKeysOfTheirOwn() throws Exception {
        var vault = vault();
        var person = vault.recordKeys().fresh(UUID.randomUUID(), 1, "people");
        var line = vault.recordKeys().fresh(UUID.randomUUID(), 1, "import-1");
        var named = sealing.seal(person.key(), 1, new TreeMap<>(Map.of("name", "Jo Doe")));
        var rows = new ArrayList<Kept>(List.of(person.row(), line.row()));
        rows.addAll(named.rows());
        rows.addAll(sealing.part(line.key(), 0, "line", MARKER.getBytes(UTF_8)));
        write(rows);
        var subject = new SealedVersion(person.key().subject(), 1);
        var opened = requireNonNull(vault.contents(List.of(subject)).get(subject)).verify(named.root());
        assertThat(opened.fields()).containsEntry("name", "Jo Doe");
        assertThat(vault.part(new SealedVersion(line.key().subject(), 0), "line")).isEqualTo(MARKER.getBytes(UTF_8));
    }

    @Test
    void aliasesFindTheirRecordsAndMayBeOfferedAgain() throws Exception {
        var row = new AliasRow(new UUID(1, 1), new RecordId(new UUID(2, 2)));
        write(List.of(row));
        write(List.of(row, new AliasRow(new UUID(1, 1), new RecordId(new UUID(3, 3)))));
        assertThat(vault().aliases(List.of(new UUID(1, 1), new UUID(4, 4))))
                .isEqualTo(Map.of(new UUID(1, 1), Set.of(new RecordId(new UUID(2, 2)), new RecordId(new UUID(3, 3)))));
    }

    @Test
    void theProgramCannotChangeSealedRows() {
        for (var sql : List.of("update vault_part set chunk = 9", "truncate vault_part", "update vault_record_key set life = 9",
                "delete from vault_batch_key", "update vault_batch_key set hour = now()")) {
            assertThatThrownBy(() -> app(sql)).as(sql).isInstanceOf(SQLException.class).hasMessageContaining("permission denied");
        }
    }

    @Test
    void aSpooledFileOpensOnlyWholeAndUnchanged() throws Exception {
        var key = new RecordKey(UUID.randomUUID(), 1, MasterKey.random(32));
        byte[] lines = (MARKER + "\n").repeat(300_000).getBytes(UTF_8);
        var file = home.resolve("spool");
        try (var out = SealedFile.write(file, key)) {
            out.write(lines);
            out.finish();
        }
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1)).doesNotContain("marker");
        try (var in = SealedFile.read(file, key)) {
            assertThat(in.readAllBytes()).isEqualTo(lines);
        }
        var torn = home.resolve("torn");
        try (var out = SealedFile.write(torn, key)) {
            out.write(lines);
        }
        assertThatThrownBy(() -> SealedFile.read(torn, key).readAllBytes()).isInstanceOf(SealBroken.class);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length / 2]++;
        Files.write(torn, changed);
        assertThatThrownBy(() -> SealedFile.read(torn, key).readAllBytes()).isInstanceOf(SealBroken.class);
    }

    private PostgresVault vault() {
        return new PostgresVault(database().connections(), requireNonNull(provider), Clock.systemUTC());
    }

    private TestDatabase database() {
        return requireNonNull(database);
    }

    private void write(List<Kept> rows) throws SQLException {
        try (var connection = database().connections().getConnection()) {
            new RecordKeyWriter().write(connection, of(RecordKeyRow.class, rows));
            new PartWriter().write(connection, of(PartRow.class, rows));
            var aliases = of(AliasRow.class, rows);
            if (!aliases.isEmpty()) {
                new AliasWriter().write(connection, aliases);
            }
        }
    }

    private static <K extends Kept> List<K> of(Class<K> kind, List<Kept> rows) {
        return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void owner(String sql) throws SQLException {
        try (var connection = database().owner(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void app(String sql) throws SQLException {
        try (var connection = database().connections().getConnection(); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void assertBroken(ThrowingCallable open, String part, String what) {
        assertThatThrownBy(open).isInstanceOfSatisfying(SealBroken.class, e -> assertThat(e.part()).isEqualTo(part))
                .hasMessageContaining(what);
    }

    private static Observation observation(String text, int rawSize, List<Observation.Attached> attached) {
        var content = new Content(text, new Content.Author("1", "Jo"), null, null, "en", List.of(),
                new TreeMap<>(Map.of("likes", 3L)),
                null);
        byte[] raw = rawSize > 1_000 ? MasterKey.random(rawSize) : " ".repeat(rawSize).getBytes(UTF_8);
        return new Observation(new NativeKey("instagram", "city", "1784"), Kind.POST, new Seen.Present(content), null, null,
                Instant.parse("2026-11-21T10:04:30Z"), "poll", new Observation.Raw(raw, "application/json"), attached);
    }
}

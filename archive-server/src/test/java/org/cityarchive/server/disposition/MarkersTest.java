package org.cityarchive.server.disposition;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.people.Role;
import org.cityarchive.search.audit.IndexTerms;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.backup.Backup;
import org.cityarchive.server.backup.Progress;
import org.cityarchive.server.backup.Restore;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.People;
import org.cityarchive.server.vault.ArchiveKeys;
import org.cityarchive.server.vault.BucketRenewal;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyTries;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.QuickPassphrase;
import org.cityarchive.server.vault.SealedVersion;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is destroyed is readable nowhere (issue 6 §3): marks stand in 1,000 records, half are destroyed; then every file of the home, every
 * table, the write-ahead log and the index are searched, and a backup of before, restored, with every key of today tried on every row.
 */
class MarkersTest {
    private static final int RECORDS = 1_000;
    static final String WORD = "zwurbelquatsch";
    static final String NATIVE = "nid7731";
    private static final String AUTHOR = "Quirinius Blotzheim";
    private static final Progress QUIET = (_, _, _) -> {
    };
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @TempDir
    Path folder = Path.of("");
    private final Map<String, Integer> searched = new TreeMap<>();

    private static String line(int number, String observedAt) {
        return """
                {"platform":"facebook","account":"town","id":"%s%04dx","kind":"post","author":{"id":"a%04d%s","name":"%s %04d"},\
                "text":"%s%04d the road is closed","createdAt":"2020-03-01T12:00:00Z","observedAt":"%s","state":"present",\
                "counters":{"likes":3}}
                """.formatted(NATIVE, number, number, NATIVE, AUTHOR, number, WORD, number, observedAt);
    }

    private static String lines(String observedAt) {
        return IntStream.range(0, RECORDS).mapToObj(number -> line(number, observedAt)).reduce("", String::concat);
    }

    private static List<RecordId> found(RunningArchive archive) {
        return JdbcClient.create(archive.server().part(DataSource.class))
                .sql("select record from vault_record_key order by record")
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    @Test
    void nothingOfHalfOfThemIsReadableAnywhereAndTheOthersAreAsTheyWere() throws Exception {
        var home = TestHome.laid();
        try (var archive = RunningArchive.on(home)) {
            var refused = RefusedMarks.plant(archive, lines("2020-03-02T12:00:00Z"));
            archive.importLines(lines("2020-03-02T12:00:00Z"));
            archive.importLines(lines("2020-03-03T12:00:00Z")); // sightings beside the facts
            var all = found(archive);
            assertThat(all).hasSize(RECORDS);
            var texts = texts(archive, all);
            var database = archive.server().part(DataSource.class);
            var keys = archive.server().part(FileKeys.class);
            QuickPassphrase.lay(folder.resolve("safe"), keys, PASSWORD);
            backup(archive);
            var gone = IntStream.range(0, RECORDS).filter(i -> i % 2 == 0).mapToObj(all::get).toList();
            var kept = all.stream().filter(record -> !gone.contains(record)).toList();
            var old = KeyTries.of(database, gone.stream().map(RecordId::value).toList());
            assertThat(old.opened(database, keys)).as("before, every key opens").isEqualTo(gone.size());
            try (var law = new LawfulEnd(database, keys)) {
                law.settle();
                var disposition = law.destroy(gone);
                killedBetweenAllSteps(archive);
                assertErased(archive, gone, kept, texts);
                searchEverything(archive, home, gone, texts);
                searched.put("refused lines as they are handed out", refused.assertGone(gone.stream().map(texts::get).toList()));
                reimported(archive, gone, kept, texts);
                audited(archive, gone.getFirst());
                Stubs.stones(archive, gone);
                Stubs.certified(archive, disposition);
                seenAgain(archive, gone, texts);
                assertThat(archive.server().part(Erasing.class).finish()).isTrue();
            }
            refused.assertUnopened(keys);
            assertThat(old.opened(database, keys)).as("old rows that a key of today opens").isZero();
            searched.put("key rows of before, each with every key of today", gone.size());
            restored(archive, keys, gone, kept, texts);
        }
        System.out.println("Searched for marks of " + RECORDS / 2 + " destroyed records, found in none of: " + searched);
    }

    /** By record, the number of its line as its words show it. */
    private static Map<RecordId, String> texts(RunningArchive archive, List<RecordId> records) {
        var texts = new HashMap<RecordId, String>();
        archive.server().part(Records.class).views(records, Long.MAX_VALUE).forEach((record, view) -> {
            var content = view.history().wordings().getLast().content();
            texts.put(record, String.valueOf(content.text()).substring(WORD.length(), WORD.length() + 4));
        });
        return texts;
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static void killedBetweenAllSteps(RunningArchive archive) {
        var erasing = archive.server().part(Erasing.class);
        for (var step : BucketRenewal.Step.values()) {
            try {
                erasing.finish(at -> {
                    if (at == step) {
                        throw new Killed();
                    }
                });
                assertThat(step).as("what is done is done").isEqualTo(BucketRenewal.Step.RECEIPT_KEPT);
            } catch (Killed _) {
                // and begun again from what is kept
            }
        }
        assertThat(erasing.finish()).isTrue();
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        assertThat(sql.sql("select count(*) from vault_erased where done_at is null or cleared_at is null").query(Long.class)
                .single())
                .isZero();
        assertThat(
                sql.sql("select count(*) from event where type = 'disposition.WrappingKeyDestroyed'").query(Long.class).single())
                .isPositive();
    }

    private static void assertErased(RunningArchive archive, List<RecordId> gone, List<RecordId> kept,
            Map<RecordId, String> texts) {
        assertThat(found(archive)).containsExactlyInAnyOrderElementsOf(kept);
        var records = archive.server().part(Records.class);
        assertThat(records.views(gone, Long.MAX_VALUE)).isEmpty();
        assertThat(texts).containsAllEntriesOf(texts(archive, kept));
        var token = archive.token(Role.CLERK);
        var one = gone.getFirst();
        assertThat(archive.send("GET", "/api/v1/records?q=" + WORD + texts.get(one), token).body()).contains("\"total\":0");
        assertThat(archive.send("GET", "/api/v1/records?q=" + WORD + texts.get(kept.getFirst()), token).body())
                .contains("\"total\":1");
    }

    /** Reads all that there is for what only the destroyed ones said. */
    private void searchEverything(RunningArchive archive, Path home, List<RecordId> gone, Map<RecordId, String> texts)
            throws IOException {
        var database = archive.server().part(DataSource.class);
        var sql = JdbcClient.create(database);
        var marks = new ArrayList<byte[]>();
        for (var record : gone) {
            var number = texts.get(record);
            for (var mark : List.of(WORD + number, NATIVE + number, AUTHOR + " " + number)) {
                marks.add(mark.getBytes(UTF_8));
            }
        }
        for (var common : List.of(WORD, NATIVE, AUTHOR)) { // nobody's words stand in the clear outside the index, destroyed or not
            marks.add(common.getBytes(UTF_16LE));
            marks.add(Base64.getEncoder().withoutPadding().encode(common.getBytes(UTF_8)));
        }
        var search = new Marks(marks);
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).filter(f -> !f.startsWith(home.resolve("pgbin"))).toList()) { // the database's programs
                assertThat(search.in(file)).as(home.relativize(file).toString()).isEmpty();
                searched.merge("files of " + home.relativize(file).getName(0)
                        + (file.toString().contains("pg_wal") ? " (write-ahead log)" : ""), 1, Integer::sum);
            }
        }
        tables(sql, search);
        assertThat(IndexTerms.in(home.resolve("index"), search::holds)).as("terms of the index").isEmpty();
        searched.put("terms of the index, all fields", 1);
    }

    private void tables(JdbcClient sql, Marks search) {
        for (var table : sql.sql("select tablename from pg_tables where schemaname = 'public'").query(String.class).list()) {
            for (var row : sql.sql("select t::text from \"" + table + "\" t").query(String.class).list()) {
                assertThat(search.holds(String.valueOf(row).getBytes(UTF_8))).as(table).isFalse();
            }
            searched.merge("tables, every row as text", 1, Integer::sum);
        }
    }

    /** The file that brought them brings them back no more; seen anew, they wait for a person. */
    private static void reimported(RunningArchive archive, List<RecordId> gone, List<RecordId> kept,
            Map<RecordId, String> texts) {
        archive.importLines(lines("2020-03-02T12:00:00Z"));
        assertErased(archive, gone, kept, texts);
        assertThat(archive.server().part(Records.class).lives(gone, Long.MAX_VALUE).values())
                .allMatch(life -> life.isDestroyed() && !life.isBack());
    }

    /** Seen anew on its platform a destroyed record is another life, which nobody reads before the clerk decides. */
    private static void seenAgain(RunningArchive archive, List<RecordId> gone, Map<RecordId, String> texts) {
        var record = gone.get(1);
        var again = line(Integer.parseInt(texts.get(record)), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        archive.importLines(again);
        archive.importLines(again);
        var records = archive.server().part(Records.class);
        assertThat(records.views(List.of(record), Long.MAX_VALUE)).isEmpty();
        var life = records.lives(List.of(record), Long.MAX_VALUE).get(record);
        assertThat(life).isNotNull().matches(RecordLife::isBack);
        var returns = archive.server().part(Returns.class);
        assertThat(returns.waiting()).containsExactly(record);
        var ruth = new Actor(archive.server().part(People.class).addFirst("Ruth Haugen").value().toString(), Role.CLERK);
        returns.keep(record, "the mayor posted it anew", ruth);
        assertThat(returns.waiting()).isEmpty();
        archive.awaitProjections();
        assertThat(records.views(List.of(record), Long.MAX_VALUE)).hasSize(1);
        assertThat(archive.send("GET", "/api/v1/records?q=" + WORD + texts.get(record), archive.token(Role.CLERK)).body())
                .contains("\"total\":1");
        assertThat(Stubs.audited(archive)).isEmpty();
    }

    /** What is gone lawfully differs in nothing; put back past the program it is named. */
    private static void audited(RunningArchive archive, RecordId gone) {
        assertThat(Stubs.audited(archive)).isEmpty();
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        sql.sql("insert into vault_part (record, version, part, chunk, sealed) values (?, 1, 'content', 0, 'x')")
                .param(gone.value())
                .update();
        assertThat(Stubs.audited(archive)).containsExactly(Code.A29);
        sql.sql("delete from vault_part where record = ?").param(gone.value()).update();
    }

    private void backup(RunningArchive archive) throws IOException {
        new Backup(archive.server().part(DataSource.class), archive.server().part(FileKeys.class), archive.home(),
                Clock.systemUTC()).run(new Backup.Target(folder.resolve("set"), folder.resolve("safe"), PASSWORD), QUIET);
    }

    /** The backup of before the destruction, with today's keys and journals. */
    private void restored(RunningArchive archive, FileKeys keys, List<RecordId> gone, List<RecordId> kept,
            Map<RecordId, String> texts) throws Exception {
        keys.copyTo(folder.resolve("safe"), PASSWORD, keys.anchor());
        DestructionJournals.of(archive.home(), keys).copyTo(folder.resolve("safe/journals"));
        var url = TestDatabase.emptyUrl();
        var done = Restore.of(folder.resolve("set"), folder.resolve("safe"), PASSWORD, Clock.systemUTC())
                .into(new Restore.Into(folder.resolve("again"), url, null), QUIET);
        assertThat(done.destroyed()).containsExactlyInAnyOrderElementsOf(gone.stream().map(RecordId::value).toList());
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        var again = new ArchiveKeys(source).open(folder.resolve("again/keys"), null, Clock.systemUTC());
        var opened = new PostgresVault(source, again, Clock.systemUTC())
                .contents(kept.stream().map(record -> SealedVersion.of(record, 1)).toList());
        opened.forEach((version, content) -> assertThat(String.valueOf(content.fields().get("text")))
                .startsWith(WORD + texts.get(new RecordId(version.subject()))));
        assertThat(opened).hasSize(kept.size());
        var sql = JdbcClient.create(source);
        assertThat(sql.sql("select record from vault_record_key").query((row, _) -> new RecordId(row.getObject(1, UUID.class)))
                .list())
                .containsExactlyInAnyOrderElementsOf(kept);
        assertThat(sql.sql("select count(distinct record) from vault_part").query(Long.class).single()).isEqualTo(kept.size());
        searched.put("backup of before, restored: records that open", kept.size());
    }
}

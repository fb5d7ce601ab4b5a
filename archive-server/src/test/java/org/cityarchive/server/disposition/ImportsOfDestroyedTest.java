package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Role;
import org.cityarchive.search.audit.IndexTerms;
import org.cityarchive.server.account.NamedByImports;
import org.cityarchive.server.audit.AskedAudit;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.backup.Backup;
import org.cityarchive.server.backup.Restore;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.evidence.PackageCheck;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.cityarchive.server.vault.QuickPassphrase;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A record whose lines three imports had refused, and that lay in an upload which ended, is destroyed, while another home on the same
 * database is down that has it in its index and in an upload. A backup of before is restored with the keys and journals of after.
 */
class ImportsOfDestroyedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final char[] PASSWORD = "correct horse battery".toCharArray();
    /** Of an account that nobody knows yet, to the record that is destroyed. */
    private static final String ANSWER = HandedIn.post("hamlet", "r0").replace("\"kind\":\"post\"",
            "\"kind\":\"comment\",\"parent\":\"v0\"");
    /** The id of the record that is destroyed, on another platform: another's. */
    private static final String ELSEWHERE = HandedIn.post("hamlet", "v0").replace("facebook", "youtube");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;
    @SuppressWarnings("NullAway.Init")
    private static RunningArchive archive;
    private static String token = "";
    private static String unknown = "";
    private static String other = "";
    private static String broken = "";
    private static String ended = "";
    private static String waiting = "";
    private static String away = "";
    private static String certificate = "";
    private static List<Wrapped> before = List.of();
    private static Path second = Path.of("");
    private static boolean cleared;
    private static boolean clearedEverywhere;
    private static String interim = "";
    private static final UUID LOST = UUID.fromString("5d2e6a0e-8f0c-4a57-9d0a-0d6f6f2b7c11");
    private static String running = "";
    private static String byTheClerk = "";
    private static Path late = Path.of("");
    private static String url = "";
    private static long keysTold;

    /** An import's key as a row of before the destruction has it. */
    private record Wrapped(String import_, byte[] key, byte[] opened) {}

    private static List<Wrapped> keysOfImports() {
        var keys = archive.part(FileKeys.class);
        return JdbcClient.create(archive.part(DataSource.class)).sql("select import, key_wrapped, key_id from capture_import")
                .query((row, _) -> new Wrapped(row.getString(1), row.getBytes(2),
                        keys.unwrap(new KeyId(row.getString(3)), row.getBytes(2))))
                .list();
    }

    @BeforeAll
    static void destroyOne() throws Exception {
        url = TestDatabase.emptyUrl();
        archive = RunningArchive.on(TestHome.empty(), Map.of(Setting.DATABASE_URL, url));
        second = TestHome.empty();
        token = archive.token(Role.CLERK);
        archive.importLines(HandedIn.post("town", "t0"));
        unknown = HandedIn.done(archive, token, "unknown", null, false,
                HandedIn.post("village", "v0") + HandedIn.post("village", "v9") + ANSWER + ELSEWHERE);
        other = HandedIn.done(archive, token, "other", "town", false,
                HandedIn.post("village", "v0").replace("\"v0\"", "\"\\u0076\\u0030\"") + HandedIn.post("hamlet", "h0"));
        broken = HandedIn.done(archive, token, "broken", null, false,
                "{\"platform\":\"facebook\",\"id\":\"v0\",\"text\":\"word of v0, cut\n");
        ended = HandedIn.paused(archive, token, "ended", HandedIn.post("village", "v0"));
        waiting = HandedIn.paused(archive, token, "waiting", "");
        JdbcClient.create(archive.part(DataSource.class))
                .sql("update capture_reject set kept_at = kept_at - interval '1 minute'").update();
        archive.part(RowMarks.class).mark();
        before = keysOfImports();
        QuickPassphrase.lay(folder.resolve("safe"), archive.part(FileKeys.class), PASSWORD);
        backup(folder.resolve("set"));
        archive.part(ImportJobs.class).resume(UUID.fromString(ended));
        HandedIn.awaitState(archive, token, ended, "done");
        archive.importLines(HandedIn.post("village", "v0") + HandedIn.post("village", "v1"));
        try (var other = secondHome(url)) {
            other.awaitProjections();
            away = HandedIn.paused(other, token, "away", HandedIn.post("village", "v0"));
        }
        late = TestHome.empty();
        HomeFolders.copy(second.resolve("index"), late.resolve("index"));
        JdbcClient.create(archive.part(DataSource.class))
                .sql("insert into disposition_home values (?, 'archive-3:/srv/archive', now() - interval '4 days', now() - interval '3 days')")
                .param(LOST).update();
        var record = HandedIn.json(archive, token, "/api/v1/records?q=v0").path("items").get(0).path("id").asString();
        try (var law = new LawfulEnd(archive.part(DataSource.class), archive.part(FileKeys.class))) {
            law.settle();
            certificate = "/api/v1/dispositions/" + law.destroy(List.of(new RecordId(UUID.fromString(record)))) + "/certificate";
        }
        cleared = archive.part(Erasing.class).finish();
        interim = archive.send("GET", certificate, token).body();
        assertThat(Files.exists(upload(second, away))).isTrue();
        running = HandedIn.strike(archive, UUID.fromString(Files.readString(archive.home().resolve("home-id")).strip()),
                Role.IT_DIRECTOR);
        byTheClerk = HandedIn.strike(archive, LOST, Role.CLERK);
        assertThat(HandedIn.strike(archive, LOST, Role.IT_DIRECTOR)).contains("\"state\":\"struck-off\"", "Its disk died.");
        try (var other = secondHome(url)) {
            clearedEverywhere = other.part(Erasing.class).finish();
            HomeFolders.keys(second, archive.home());
        }
        backup(folder.resolve("later")); // ends in the copy of the keys what ended here
        assertThat(archive.part(Erasing.class).finish()).isTrue();
        keysTold = HandedIn.keysTold(archive);
    }

    private static Path upload(Path home, String job) {
        return home.resolve("uploads/" + job + ".upload");
    }

    /** Between two homes stands one folder of keys; here each is given what the other made, as they take turns. */
    private static RunningArchive secondHome(String url) throws IOException {
        HomeFolders.keys(archive.home(), second);
        return RunningArchive.on(second, Map.of(Setting.DATABASE_URL, url));
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static void backup(Path set) throws Exception {
        new Backup(archive.part(DataSource.class), archive.part(FileKeys.class), archive.home(), Clock.systemUTC())
                .run(new Backup.Target(set, folder.resolve("safe"), PASSWORD), (_, _, _) -> {
                });
    }

    private static void assertRefusedLinesWent(RunningArchive from) {
        assertThat(HandedIn.refused(from, token, unknown))
                .isEqualTo("(destroyed)\n" + HandedIn.post("village", "v9") + ANSWER + ELSEWHERE);
        assertThat(HandedIn.refused(from, token, other)).isEqualTo("(destroyed)\n" + HandedIn.post("hamlet", "h0"));
        assertThat(HandedIn.refused(from, token, broken)).isEqualTo("(destroyed)\n");
        assertThat(AskedAudit.named(from)).asString().doesNotContain("capture_");
    }

    @Test
    void theRefusedLinesOfItGoAndTheOthersStay() {
        assertRefusedLinesWent(archive);
        assertThat(archive.part(NamedByImports.class).all()).filteredOn(named -> named.handle().equals("village"))
                .singleElement().matches(named -> named.lines() == 1);
    }

    @Test
    void noKeyOfTodayOpensWhatAnOlderBackupHas() {
        var keys = archive.part(FileKeys.class);
        var live = keys.inventory().stream().filter(held -> held.state() == KeyState.LIVE).map(KeyProvider.Held::key).toList();
        assertThat(before).hasSizeGreaterThan(5);
        var now = keysOfImports().stream().map(one -> HexFormat.of().formatHex(one.opened())).toList();
        assertThat(before).filteredOn(old -> !old.import_().equals(waiting))
                .allSatisfy(old -> assertThat(now).as("wrapped anew it would still open the copy")
                        .doesNotContain(HexFormat.of().formatHex(old.opened())));
        for (var old : before) {
            for (var key : live) {
                assertThatThrownBy(() -> keys.unwrap(key, old.key())).as("import " + old.import_() + " under " + key)
                        .hasMessageContaining("does not open");
            }
        }
    }

    @Test
    void theListIsToldOfTheKeysEnd() {
        assertThat(keysTold).as("one when this home was clear, one when the other was").isEqualTo(2);
    }

    @Test
    void noCertificateIsFinalBeforeEachHomeIsClear() throws Exception {
        assertThat(cleared).isFalse();
        var home = Files.readString(second.resolve("home-id")).strip();
        assertThat(interim).contains("\"state\":\"interim\"", "the index, packages and uploads of the home " + home)
                .doesNotContain(Files.readString(archive.home().resolve("home-id")).strip());
        assertThat(clearedEverywhere).isTrue();
        assertThat(Files.exists(upload(second, away))).isFalse();
        assertThat(HandedIn.json(archive, token, "/api/v1/imports/" + away).path("state").asString()).isEqualTo("stopped");
        var last = HandedIn.json(archive, token, certificate);
        assertThat(last.path("state").asString()).isEqualTo("final");
        assertThat(last.path("index").size()).as("commits of two indexes, or of the late one too").isBetween(2, 3);
        assertThat(IndexTerms.in(second.resolve("index"), term -> new String(term, StandardCharsets.UTF_8).equals("v0")))
                .isEmpty();
    }

    @Test
    void aLostHomeIsStruckOffByAPersonAndTheCertificateSaysSo() throws Exception {
        assertThat(interim).contains("the index, packages and uploads of the home " + LOST);
        assertThat(running).contains("home-still-runs");
        assertThat(byTheClerk).contains("home-not-in-this-role");
        var told = HandedIn.json(archive, token, certificate).path("struck");
        assertThat(told.size()).isOne();
        assertThat(told.get(0).path("home").asString()).isEqualTo(LOST.toString());
        assertThat(told.get(0).path("role").asString()).isEqualTo("it-director");
        assertThat(archive.send("GET", certificate.replace("/api/v1/dispositions", "/disposition"), token).body())
                .contains("Homes struck off", LOST.toString(), "not known to be gone");
        assertThat(archive.send("GET", "/disposition/certificates", token).body()).contains("Struck off, not cleared",
                "Its disk died.");
        var proof = folder.resolve("struck.zip");
        var certificates = archive.part(Certificates.class);
        var disposition = UUID.fromString(certificate.split("/", -1)[4]);
        try (var to = Files.newOutputStream(proof)) {
            certificates.write(to, disposition, certificates.of(disposition));
        }
        assertThat(PackageCheck.of(proof, archive.part(Checkpoints.class).logKeys()).isProven()).isTrue();
    }

    @Test
    void aHomeThatWasAwayWhenARecordWasDestroyedHasNothingOfIt() throws Exception {
        assertThat(IndexTerms.in(late.resolve("index"), term -> new String(term, StandardCharsets.UTF_8).equals("v0")))
                .isNotEmpty();
        var before = HandedIn.json(archive, token, certificate);
        HomeFolders.keys(archive.home(), late);
        try (var home = RunningArchive.on(late, Map.of(Setting.DATABASE_URL, url))) {
            assertThat(HandedIn.json(home, token, "/api/v1/records?q=v0").path("total").asInt()).isZero();
            await().atMost(PATIENCE).until(() -> home.part(Erasing.class).finish() // an interim one, then it clears itself
                    && HandedIn.json(home, token, certificate).path("number").asInt() > before.path("number").asInt());
            await().atMost(PATIENCE)
                    .until(() -> HandedIn.json(home, token, certificate).path("state").asString().equals("final"));
            assertThat(HandedIn.json(home, token, certificate).path("number").asInt())
                    .as("an interim one said that a home joined, and a final one that it is clear")
                    .isEqualTo(before.path("number").asInt() + 2);
            assertThat(HandedIn.json(home, token, "/api/v1/dispositions/homes").path("items").toString())
                    .doesNotContain("\"state\":\"clearing\"");
            HomeFolders.keys(late, archive.home());
        }
        assertThat(IndexTerms.in(late.resolve("index"), term -> new String(term, StandardCharsets.UTF_8).equals("v0")))
                .isEmpty();
    }

    @Test
    void anUploadThatWaitsIsReadAsBefore() {
        archive.part(ImportJobs.class).resume(UUID.fromString(waiting));
        HandedIn.awaitState(archive, token, waiting, "done");
        assertThat(HandedIn.json(archive, token, "/api/v1/imports/" + waiting).path("refused").asInt()).isZero();
    }

    @Test
    void aBackupOfBeforeHasNothingOfItEither() throws Exception {
        var keys = archive.part(FileKeys.class);
        keys.copyTo(folder.resolve("safe"), PASSWORD, keys.anchor());
        DestructionJournals.of(archive.home(), keys).copyTo(folder.resolve("safe/journals"));
        var url = TestDatabase.emptyUrl();
        Restore.of(folder.resolve("set"), folder.resolve("safe"), PASSWORD, Clock.systemUTC())
                .into(new Restore.Into(folder.resolve("again"), url, null), (_, _, _) -> {
                });
        try (var again = RunningArchive.on(folder.resolve("again"), Map.of(Setting.DATABASE_URL, url))) {
            token = again.token(Role.CLERK);
            assertThat(again.part(Erasing.class).finish()).isTrue();
            assertRefusedLinesWent(again);
            assertThat(Files.exists(upload(folder.resolve("again"), ended))).isFalse();
            assertThat(HandedIn.json(again, token, "/api/v1/imports/" + ended).path("state").asString()).isEqualTo("stopped");
            assertThat(HandedIn.json(again, token, "/api/v1/imports/" + ended).path("reason").asString())
                    .contains("was destroyed after this backup");
            again.part(ImportJobs.class).resume(UUID.fromString(waiting));
            HandedIn.awaitState(again, token, waiting, "done");
        } finally {
            token = archive.token(Role.CLERK);
        }
    }
}

package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.cityarchive.core.evidence.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.audit.Comparison;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.QuickPassphrase;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The drill of the README: backed up while an import runs, wiped, restored, and everything is there and goes on. */
class BackupDrillTest {
    private static final int POSTS = 1_500;
    private static final String PASSWORD = "correct horse battery";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder = Path.of("");

    @Test
    void whatIsWipedComesBackFromABackupMadeWhileAnImportRan() throws Exception {
        var home = TestHome.laid();
        var kept = lived(home);
        TestDatabase.delete(home);

        var restored = run("restore", set(), "--keys", keys(), "--key-password-file", password(), "--home", home.toString());
        assertThat(restored.code()).as(restored.out() + restored.err()).isZero();
        assertThat(restored.out()).contains("facts, log, vault, lists and index: nothing differs.");
        var audited = run("audit", "--home", home.toString(), "--json");
        assertThat(audited.code()).as(audited.out() + audited.err()).isZero();
        assertThat(ApiClient.JSON.readTree(audited.out()).path("compared").valueStream().map(one -> one.path("looked").asLong()))
                .as("each comparison looked at something").hasSize(5).allMatch(looked -> looked > 0);
        try (var again = RunningArchive.on(home)) {
            again.awaitProjections();
            assertThat(count(home)).isEqualTo(POSTS);
            assertThat(again.get("/api/v1/records?q=%22post+17%22&limit=5", "Authorization", "Bearer " + again.token(Role.CLERK))
                    .body()).contains("\"total\":1", "snow post 17");
            var log = again.server().part(MerkleLog.class);
            assertThat(log.at(kept.size(), MerkleTree::root)).as("the log of the old checkpoint").isEqualTo(kept.root());
            assertThat(import_(home, lines(POSTS, POSTS + 20)).code()).isZero();
            again.awaitProjections();
            assertThat(count(home)).isEqualTo(POSTS + 20);
            var next = signed(again);
            assertThat(next.size()).as("the log grows on and is signed").isGreaterThan(kept.size());
            var proof = log.at(next.size(), tree -> tree.consistency(kept.size()));
            assertThat(proof.proves(kept.root(), next.root())).isTrue();
        }
    }

    /**
     * A backup older than what was published since: it opens and says so, and nothing is ever signed over the missing facts. An audit that
     * was under way is not gone on with: it had compared what lay elsewhere.
     */
    @Test
    void anOlderBackupUnderTheLiveKeysIsReadableAndSignsNothing() throws Exception {
        Files.writeString(Path.of(password()), PASSWORD + "\n");
        var home = TestHome.laid();
        try (var archive = RunningArchive.on(home)) {
            assertThat(import_(home, lines(0, 30)).code()).isZero();
            assertThat(archive.part(MerkleLog.class).awaitLeaf(archive.part(FactReader.class).head(), PATIENCE)).isTrue();
            var sql = JdbcClient.create(archive.part(DataSource.class));
            sql.sql("""
                    insert into evidence_audit (audit, state, actor, role, up_to, commits, comparison, owner, beat_at, created_at)
                    select gen_random_uuid(), 'running', 'archive', 'archive', position, 1, ?, 'another server', 'infinity', now()
                    from event_head""").param(Comparison.INDEX.name()).update();
            backedUp(home); // while an audit that has compared the facts is under way
            assertThat(import_(home, lines(30, 60)).code()).isZero();
            archive.awaitProjections();
            signed(archive);
        }
        var live = folder.resolve("live");
        Files.move(home.resolve("keys"), live);
        TestDatabase.delete(home);

        var restored = run("restore", set(), "--keys", live.toString(), "--home", home.toString());
        assertThat(restored.code()).as(restored.out()).isEqualTo(ArchiveCommand.WRONG);
        assertThat(restored.err()).contains("log-behind-anchor", "A17 Log behind its anchor");
        assertThat(restored.err().lines()).as("nothing else differs").hasSize(2);
        try (var again = RunningArchive.on(home)) {
            again.awaitProjections();
            assertThat(count(home)).isEqualTo(30);
            var refused = await().atMost(PATIENCE).until(() -> again.get("/actuator/health/readiness"),
                    answer -> answer.statusCode() == 503);
            assertThat(refused.body()).contains("log-behind-anchor");
            assertThat(again.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        }
    }

    /** Its last checkpoint. */
    private Checkpoint lived(Path home) throws Exception {
        Files.writeString(Path.of(password()), PASSWORD + "\n");
        try (var archive = RunningArchive.on(home)) {
            QuickPassphrase.lay(Path.of(keys()), archive.part(FileKeys.class), PASSWORD.toCharArray());
            var facts = archive.server().part(FactReader.class);
            var importing = CompletableFuture.supplyAsync(() -> import_(home, lines(0, POSTS)));
            await().atMost(PATIENCE).until(() -> facts.head() > 200);
            var first = backedUp(home);
            assertThat(importing.join().code()).isZero();
            archive.awaitProjections();
            var checkpoint = signed(archive);
            var second = backedUp(home);
            assertThat(second.path("position").asLong()).isGreaterThan(first.path("position").asLong());
            // only what is new; what is computed of each record by and by is new a little later
            var third = await().atMost(PATIENCE).until(() -> backedUp(home), told -> told.path("addedRows").asLong() < 200);
            assertThat(third.path("rows").asLong()).isGreaterThan(5L * POSTS / 2);
            assertThat(run("keys", "rotate", "--home", home.toString()).code()).isZero();
            assertThat(backedUp(home).path("journals").asLong()).isEqualTo(1);
            assertThat(backup(home, home.resolve("keys").toString()).code()).as("a folder within the home")
                    .isEqualTo(3);
            return checkpoint;
        }
    }

    private Checkpoint signed(RunningArchive archive) {
        long head = archive.server().part(FactReader.class).head();
        var log = archive.server().part(MerkleLog.class);
        assertThat(log.awaitLeaf(head, PATIENCE)).isTrue();
        return archive.server().part(Checkpoints.class).cover(head - 1).orElseThrow().note().checkpoint();
    }

    private JsonNode backedUp(Path home) {
        var told = backup(home, keys());
        assertThat(told.code()).as(told.err()).isZero();
        return ApiClient.JSON.readTree(told.out());
    }

    private Typed backup(Path home, String keys) {
        return run("backup", set(), "--keys", keys, "--key-password-file", password(), "--home", home.toString(), "--json");
    }

    private Typed import_(Path home, List<String> lines) {
        try {
            var file = Files.createTempFile(folder, "lines", ".ndjson");
            Files.write(file, lines);
            return run("import", "observed", file.toString(), "--add-accounts", "--home", home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Path home) {
        return Long.parseLong(run("search", "snow", "--count", "--home", home.toString()).out().strip());
    }

    private static List<String> lines(int from, int to) {
        var lines = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            lines.add("{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"" + i
                    + "\",\"kind\":\"post\",\"text\":\"snow post " + i
                    + "\",\"observedAt\":\"2026-01-01T00:00:00Z\",\"state\":\"present\"}");
        }
        return lines;
    }

    private static Typed run(String... line) {
        return Typed.at(Map.of(), line);
    }

    private String set() {
        return folder.resolve("set").toString();
    }

    private String keys() {
        return folder.resolve("safe").toString();
    }

    private String password() {
        return folder.resolve("password").toString();
    }
}

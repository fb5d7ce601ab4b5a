package org.cityarchive.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Comparator;
import org.awaitility.core.ConditionTimeoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

import org.cityarchive.server.audit.AuditRuns;
import org.cityarchive.server.audit.AuditThread;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.faults.Wire;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.people.People;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What whoever watches the archive is told while something is wrong: line by line what the runbook promises. */
class HealthTruthTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final TestDatabase test = TestDatabase.fresh();
    private final Wire wire = new Wire(TestDatabase.port());
    private final Path home = RunningArchive.temporaryHome();

    private interface Doing {
        void run() throws Exception;
    }

    private record Fault(Doing happens, Doing ends) {}

    /** As a row of the runbook. */
    private record Told(String liveness, String readiness, String names) {}

    @Test
    void eachLineOfTheRunbookIsTrue() throws Exception {
        var promised = promised();
        var seen = new LinkedHashMap<String, Told>();
        try (var archive = RunningArchive.on(home, Map.of(Setting.DATABASE_URL, test.url(wire.port()) + "&prepareThreshold=0"))) {
            archive.importLines(
                    "{\"platform\":\"facebook\",\"account\":\"town\",\"id\":\"1\",\"kind\":\"post\",\"text\":\"snow\","
                            + "\"observedAt\":\"2026-01-01T00:00:00Z\",\"state\":\"present\"}");
            for (var fault : faults(archive).entrySet()) {
                var expected = promised.getOrDefault(fault.getKey(), new Told("", "", ""));
                fault.getValue().happens.run();
                seen.put(fault.getKey(), soon(archive, expected));
                fault.getValue().ends.run();
                if (!expected.liveness().equals("down")) {
                    soon(archive, new Told("up", "up", ""));
                }
            }
        } finally {
            wire.close();
            test.close();
        }
        assertThat(seen).containsExactlyEntriesOf(promised);
    }

    private Map<String, Fault> faults(RunningArchive archive) throws IOException {
        var faults = new LinkedHashMap<String, Fault>();
        Doing nothing = () -> {
        };
        faults.put("nothing", new Fault(nothing, nothing));
        faults.put("search is behind, or being built anew",
                new Fault(() -> archive.server().part(RecordsIndexed.class).beginsAnew(), nothing));
        faults.put("an audit named something, a record is damaged",
                new Fault(() -> audited(archive, "delete from vault_record_key"), nothing));
        faults.put("the database is gone", new Fault(wire::unplug, wire::plug));
        faults.put("the database does not answer", new Fault(() -> wire.silence(true), () -> wire.silence(false)));
        faults.put("the database takes nothing", new Fault(() -> owner("revoke update on event_head from archive_app"),
                () -> owner("grant update on event_head to archive_app")));
        var probe = home.resolve("index").resolve(".room");
        faults.put("a disk takes nothing", new Fault(() -> Files.createDirectory(probe), () -> Files.delete(probe)));
        faults.put("the key store cannot be read", new Fault(() -> rights("rwxr-x---"), () -> rights("rwx------")));
        faults.put("a reader of the facts stopped", new Fault(() -> {
            owner("alter table people_act rename to people_act_away");
            archive.server().part(People.class).addFirst("Ruth Haugen");
        }, () -> {
            owner("alter table people_act_away rename to people_act");
            archive.server().part(Projections.class).retry("people_act-1");
        }));
        var keys = archive.server().part(FileKeys.class);
        var anchor = new String[1];
        faults.put("more was published than is in the log", new Fault(() -> {
            assertThat(archive.server().part(MerkleLog.class).awaitLeaf(1, PATIENCE)).isTrue();
            assertThat(archive.server().part(Checkpoints.class).cover(0)).isPresent();
            anchor[0] = keys.anchor().orElseThrow();
            keys.anchor(anchor[0].replaceFirst("\n[0-9]+\n", "\n999999\n"));
        }, () -> keys.anchor(anchor[0])));
        faults.put("the writer of facts ended",
                new Fault(() -> archive.server().part(PostgresEventStore.class).close(), nothing));
        return faults;
    }

    private void audited(RunningArchive archive, String tampering) throws SQLException {
        owner(tampering);
        var runs = archive.server().part(AuditRuns.class);
        var asked = runs.begin("test", "it-director");
        archive.server().part(AuditThread.class).wake();
        await().atMost(PATIENCE).until(() -> !runs.find(asked.id()).orElseThrow().isOpen());
    }

    /** What it tells, once that is what is expected, or for the last time. */
    private static Told soon(RunningArchive archive, Told expected) {
        var last = new Told[]{expected};
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                last[0] = told(archive);
                return last[0].equals(expected);
            });
        } catch (ConditionTimeoutException e) {
            // what it told last is compared by the caller
        }
        return last[0];
    }

    private static Told told(RunningArchive archive) {
        var liveness = archive.get("/actuator/health/liveness");
        var readiness = archive.get("/actuator/health/readiness");
        var down = new TreeSet<String>(Comparator.comparing(name -> name.equals("store") ? "" : name));
        for (var part : JSON.readTree(readiness.body()).path("components").properties()) {
            if (part.getValue().path("status").asString().equals("DOWN")) {
                down.add(part.getKey());
            }
        }
        return new Told(liveness.statusCode() == 200 ? "up" : "down", readiness.statusCode() == 200 ? "up" : "down",
                String.join(", ", down));
    }

    private static Map<String, Told> promised() throws IOException {
        var promised = new LinkedHashMap<String, Told>();
        for (var line : Files.readAllLines(Path.of("..", "deploy", "runbooks", "running.md"))) {
            var cells = line.split("\\|", -1);
            if (cells.length == 6 && (cells[2].strip().equals("up") || cells[2].strip().equals("down"))) {
                promised.put(cells[1].strip(), new Told(cells[2].strip(), cells[3].strip(), cells[4].strip()));
            }
        }
        return promised;
    }

    private void owner(String statement) throws SQLException {
        try (var connection = test.superuser(); var run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private void rights(String rights) {
        try {
            Files.setPosixFilePermissions(home.resolve("keys"), PosixFilePermissions.fromString(rights));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

}

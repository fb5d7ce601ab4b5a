package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who steers an import is known afterwards, and adapters leave each other's alone. */
class ImportSteeringTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static LoggedRows log;
    private static JdbcClient sql;
    private static String clerk = "";

    @BeforeAll
    static void load() {
        log = new LoggedRows(ARCHIVE);
        sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));
        clerk = ARCHIVE.token(Role.CLERK);
    }

    @AfterAll
    static void leaveNothing() {
        sql.sql("update capture_import set state = 'stopped', looked_at = now() where file_name = 'steered.ndjson'").update();
    }

    /** An import as a process that is gone left it. */
    private static UUID left(String state, String actor) {
        var id = UUID.randomUUID();
        sql.sql("""
                insert into capture_import (import, format, file_name, add_accounts, actor, role, state, digest, key_id, key_wrapped,
                       size, file_time, created_at)
                select ?, 'observed', 'steered.ndjson', false, ?, 'adapter', ?, digest, key_id, key_wrapped, 1, now(), now()
                  from capture_import order by number limit 1""")
                .params(id, actor, state).update();
        return id;
    }

    private static int post(String path, String token) {
        return ARCHIVE.send("POST", path, token).statusCode();
    }

    private static void noted(Act act, UUID id, Runnable asked) {
        assertThat(log.of(act, asked)).singleElement().satisfies(row -> {
            assertThat(row.actor()).startsWith("token:");
            assertThat(row.role()).isEqualTo("clerk");
            assertThat(row.on()).isEqualTo("import " + id);
            assertThat(row.detail()).matches("import [0-9]+, steered.ndjson");
        });
    }

    @Test
    void eachStepIsNotedWhetherByProgramOrOnThePage() {
        for (var way : List.of("/api/v1/imports/", "/capture/imports/")) {
            var id = left("running", "somebody");
            noted(Act.IMPORT_PAUSED, id, () -> assertThat(post(way + id + "/pause", clerk)).isIn(200, 302));
            noted(Act.IMPORT_STOPPED, id, () -> assertThat(post(way + id + "/stop", clerk)).isIn(200, 302));
            var failed = left("failed", "somebody");
            noted(Act.IMPORT_RESUMED, failed, () -> assertThat(post(way + failed + "/resume", clerk)).isIn(200, 302));
        }
        var looked = left("done", "somebody");
        noted(Act.IMPORT_LOOKED_AT, looked,
                () -> assertThat(post("/capture/imports/" + looked + "/looked", clerk)).isEqualTo(302));
    }

    @Test
    void whatChangesNothingIsNoStep() {
        var id = left("done", "somebody");
        long before = log.newest();
        assertThat(post("/api/v1/imports/" + id + "/pause", clerk)).isEqualTo(200);
        assertThat(post("/api/v1/imports/" + id + "/stop", clerk)).isEqualTo(200);
        assertThat(post("/api/v1/imports/" + UUID.randomUUID() + "/stop", clerk)).isEqualTo(404);
        assertThat(log.after(before)).noneMatch(row -> row.act().startsWith("IMPORT_"));
    }

    @Test
    void anAdapterSteersOnlyWhatItBroughtAndIsToldWhoCan() {
        var made = ARCHIVE.server().part(ApiTokens.class).make("adapter one", Role.ADAPTER, Duration.ofDays(1), "test");
        var own = left("running", "token:" + made.token().id());
        assertThat(post("/api/v1/imports/" + own + "/pause", made.secret())).isEqualTo(200);
        var others = left("running", "somebody");
        for (var step : List.of("pause", "resume", "stop")) {
            var refused = log.of(Act.REFUSED, () -> {
                var answer = ARCHIVE.send("POST", "/api/v1/imports/" + others + "/" + step, made.secret());
                assertThat(answer.statusCode()).as(step).isEqualTo(403);
                assertThat(answer.body()).contains("City Clerk", "IT Director", "Nothing was changed.");
            });
            assertThat(refused).as(step).singleElement().satisfies(row -> assertThat(row.on()).isEqualTo("import " + others));
        }
        assertThat(post("/capture/imports/" + others + "/stop", made.secret())).as("by the page").isEqualTo(403);
        assertThat(post("/capture/imports/" + others + "/looked", made.secret())).as("by the page").isEqualTo(403);
        assertThat(sql.sql("select state from capture_import where import = ?").param(others).query(String.class).single())
                .isEqualTo("running");
    }

    @Test
    void theAuditListsStepsAmongDecisions() {
        var id = left("running", "somebody");
        post("/api/v1/imports/" + id + "/stop", clerk);
        var auditor = ARCHIVE.token(Role.AUDITOR);
        var listed = ARCHIVE.send("GET", "/api/v1/audit?kinds=decisions&text=" + id, auditor).body();
        assertThat(listed).contains("\"what\":\"Import stopped\"", "\"what\":\"Import of observed\"", "\"decisions\":2",
                "\"total\":2");
        assertThat(ARCHIVE.send("GET", "/people/audit?text=" + id, auditor).body()).contains("Import stopped");
    }
}

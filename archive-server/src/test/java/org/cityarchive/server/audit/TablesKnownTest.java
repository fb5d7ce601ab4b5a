package org.cityarchive.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.Test;

/** Every table has a rule: what an audit compares it with, or why with nothing. A new one fails here until somebody has thought of it. */
class TablesKnownTest {
    private static final String MARKED = "marked row by row";
    private static final Map<String, String> RULES = new TreeMap<>();

    private static void rule(String rule, String... tables) {
        for (var table : tables) {
            assertThat(RULES.put(table, rule)).as(table).isNull();
        }
    }

    static {
        rule("facts, commits, tags, leaves, checkpoints: computed again", "event", "event_commit", "event_head", "event_metadata",
                "event_tag",
                "evidence_tile", "evidence_log", "evidence_checkpoint");
        rule("opened and compared with what facts committed to, and back", "vault_part", "vault_record_key", "vault_alias",
                "vault_batch_key");
        rule(MARKED, "capture_sighting", "capture_reject", "access_log", "evidence_row_mark");
        rule("a replay writes the same rows", "account_register", "account_declined", "people_act", "people_person",
                "people_grant", "policy_profile",
                "hold_standing", "hold_scope", "hold_proposal", "hold_acknowledgement", "request_received", "request_record",
                "capture_stub", "capture_stub_told", "disposition_batch", "disposition_record", "disposition_answer",
                "disposition_transfer",
                "disposition_certificate", "disposition_home_struck");
        rule("each row names a fact of its record", "search_alert");
        rule("its sum is that of its lines", "capture_import");
        rule("readers' places are none ahead of the facts", "projection_token", "projection_storage");
        rule("sealed words are opened, and those that facts name are there", "account_words", "hold_words", "hold_draft",
                "retention_words", "retention_draft", "request_words", "disposition_words", "policy_reason", "people_name",
                "people_mail", "people_second_factor", "search_saved", "search_export");
        rule("the search index says so, or a lookup of today: archive rebuild makes it anew", "hold_mark", "retention_mark",
                "request_mark", "disposition_offer", "retention_record", "retention_anew", "retention_confirmed",
                "retention_unread");
        rule("who may sign in, and how: no fact and no record rests on it", "people_login", "people_password",
                "people_mail_change",
                "people_recovery_code", "people_seen", "people_session", "people_sign_in", "people_token",
                "people_city");
        rule("work under way or its trace: no answer rests on it", "backup_run", "evidence_audit", "evidence_audit_difference",
                "capture_account_seen", "capture_unknown", "search_export_holds", "search_mail", "vault_staged", "vault_rotation",
                "vault_renewal", "vault_renewal_told", "disposition_home", "disposition_cleared",
                "access_log_day", "retention_reading", "hold_letter", "disposition_execution", "disposition_mail",
                "disposition_package",
                "flyway_schema_history");
        rule("the archive's own name, sealed by its identity key: checked at each start", "vault_archive");
        rule("its destruction is a fact or a journal's entry, beside which it lies", "vault_erased");
        rule("carries its own proof: checked when it came and by archive verify", "evidence_stamp");
    }

    @Test
    void everyTableHasARule() throws SQLException {
        assertThat(RULES.keySet()).containsExactlyInAnyOrderElementsOf(tables("true"));
    }

    /** A backup takes every table that is logged; what it leaves out holds nothing that must come back. */
    @Test
    void whatIsUnloggedIsWorkUnderWay() throws SQLException {
        assertThat(tables("c.relpersistence <> 'p'")).isEqualTo(Set.of("vault_staged"));
    }

    @Test
    void whatIsMarkedIsThere() {
        assertThat(RowMarks.TABLES.stream().map(RowMarks.Marked::table)).allMatch(table -> MARKED.equals(RULES.get(table)));
    }

    private static Set<String> tables(String which) throws SQLException {
        var names = new ArrayList<String>();
        try (var test = TestDatabase.fresh();
                var connection = test.owner();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace"
                        + " and c.relkind = 'r' and " + which)) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return new TreeSet<>(List.copyOf(names));
    }
}

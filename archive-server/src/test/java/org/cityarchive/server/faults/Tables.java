package org.cityarchive.server.faults;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.cityarchive.server.database.TestDatabase;

/** The tables themselves, asked past the program: facts, keys and sealed parts are there together or not at all. */
final class Tables {
    private static final String CAPTURED = """
            with fact as (select convert_from(payload, 'UTF8')::jsonb as body, position from event where type like 'capture.%'),
            told as (select distinct (body ->> 'record')::uuid as record from fact),
            versions as (select (body ->> 'record')::uuid as record, (body #>> '{version,number}')::int as version from fact
                         where body -> 'version' <> 'null'),
            parts as (select distinct record, version from vault_part where part = 'content')
            """;
    private static final Map<String, String> NONE = new LinkedHashMap<>();

    static {
        NONE.put("parts without their fact", "select count(*) from (select * from parts except select * from versions) l");
        NONE.put("facts without their part", "select count(*) from (select * from versions except select * from parts) l");
        NONE.put("parts of no record", "select count(*) from (select record from vault_part except select record from told) l");
        NONE.put("keys without a fact",
                "select count(*) from (select record from vault_record_key except select record from told) l");
        NONE.put("records without a key",
                "select count(*) from (select record from told except select record from vault_record_key) l");
        NONE.put("sightings of no record",
                "select count(*) from (select record from capture_sighting except select record from told) l");
        NONE.put("gaps between positions", "select coalesce(max(position), 0) - count(*) from event");
        NONE.put("facts beyond the head", "select position - (select coalesce(max(position), 0) from event) from event_head");
        NONE.put("commits not counted", "select commits - (select count(*) from event_commit) from event_head");
        NONE.put("facts outside a commit",
                """
                        select count(*) from event e where not exists (select 1 from event_commit c where e.position between c.first_position
                        and c.last_position)""");
        NONE.put("tags of no fact",
                "select count(*) from event_tag t where not exists (select 1 from event where position = t.position)");
        NONE.put("leaves beyond the facts",
                "select greatest(0, (select size from evidence_log) - (select count(*) from event))");
    }

    private final String url;
    private final String user;
    private final String password;

    Tables(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    static Tables of(TestDatabase test) {
        return new Tables(test.url(TestDatabase.port()), "", "");
    }

    Connection connect() throws SQLException {
        return user.isEmpty() ? DriverManager.getConnection(url) : DriverManager.getConnection(url, user, password);
    }

    long number(String query) {
        try (var connection = connect(); var statement = connection.createStatement(); var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    void run(String statement) {
        try (var connection = connect(); var run = connection.createStatement()) {
            run.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** @param indexed how many records the index shows */
    Finding whole(long indexed) {
        var finding = Finding.NOTHING;
        for (var query : NONE.entrySet()) {
            long n = number(CAPTURED + query.getValue());
            finding = finding.and(Finding.expect(n == 0, n + " " + query.getKey()));
        }
        long told = number(CAPTURED + "select count(*) from told");
        return finding.and(Finding.expect(told == indexed, "the index holds " + indexed + " records, the facts tell of " + told));
    }
}

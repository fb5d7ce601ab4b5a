package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import javax.sql.DataSource;

/** Facts, keys and sealed parts of a database belong together: none is there without the others. */
final class FactsAndRows {
    private static final String CAPTURED = """
            with fact as (select convert_from(payload, 'UTF8')::jsonb as body, position from event where type like 'capture.%'),
            told as (select distinct (body ->> 'record')::uuid as record from fact),
            versions as (select (body ->> 'record')::uuid as record, (body #>> '{version,number}')::int as version from fact
                         where body -> 'version' <> 'null'),
            parts as (select distinct record, version from vault_part where part = 'content')
            """;

    private final DataSource connections;

    FactsAndRows(DataSource connections) {
        this.connections = connections;
    }

    void assertWhole() {
        assertNone("parts without their fact", "select record, version from parts except select record, version from versions");
        assertNone("facts without their part", "select record, version from versions except select record, version from parts");
        assertNone("parts of records that no fact names", "select record from vault_part except select record from told");
        assertNone("keys without a fact", "select record from vault_record_key except select record from told");
        assertNone("records without a key", "select record from told except select record from vault_record_key");
        assertNone("sightings without a fact", "select record from capture_sighting except select record from told");
        assertThat(number("select max(position) - count(*) from event")).as("gaps").isZero();
        assertThat(number("select position - (select max(position) from event) from event_head")).as("the head's place").isZero();
        assertThat(number("select commits - (select count(*) from event_commit) from event_head")).as("commits").isZero();
    }

    /** Records that facts of capture tell of. */
    long records() {
        return number("select count(*) from told");
    }

    private void assertNone(String what, String query) {
        assertThat(number("select count(*) from (" + query + ") as lone")).as(what).isZero();
    }

    private long number(String query) {
        try (var connection = connections.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(CAPTURED + query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

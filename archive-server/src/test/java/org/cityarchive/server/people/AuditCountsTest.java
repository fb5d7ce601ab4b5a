package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.people.AuditAsked.Period;
import org.cityarchive.server.people.AuditRows.Meant;
import org.cityarchive.server.security.AccessLog.Act;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts that are kept by day are the counts of the rows, whatever is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditCountsTest {
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 5;
    private static final List<Act> ACTS = List.of(Act.values());
    private static final String[] ACTORS = {"ann", "bob", "nobody"};

    private record Done(Instant at, String actor, Act act, String on) {}

    private final List<Done> all = new ArrayList<>();
    private final Random chance = new Random(20261121);
    private TestDatabase database;

    @BeforeAll
    void fill() throws SQLException {
        database = TestDatabase.fresh();
        for (int i = 0; i < 600; i++) {
            all.add(new Done(i % 20 == 0 ? FIRST.plusSeconds(86_400L * (i % DAYS)) : at(), ACTORS[chance.nextInt(ACTORS.length)],
                    ACTS.get(chance.nextInt(ACTS.size())), "record " + (char) ('a' + chance.nextInt(6)) + i));
        }
        try (var connection = database.connections().getConnection();
                var insert = connection.prepareStatement(
                        "insert into access_log (at, actor, role, act, on_what, detail) values (?, ?, 'clerk', ?, ?, '')")) {
            for (var done : all) {
                insert.setObject(1, done.at().atOffset(ZoneOffset.UTC));
                insert.setString(2, done.actor());
                insert.setString(3, done.act().name());
                insert.setString(4, done.on());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @AfterAll
    void stop() {
        database.close();
    }

    private Instant at() {
        return FIRST.plusMillis((long) (chance.nextDouble() * DAYS * 86_400_000L));
    }

    @Test
    void whateverIsAskedTheCountIsThatOfTheRows() {
        var counts = new AuditCounts(database.connections());
        for (int i = 0; i < 300; i++) {
            var text = chance.nextBoolean() ? "" : "record " + (char) ('a' + chance.nextInt(7));
            var meant = text.isEmpty()
                    ? new Meant(Set.of(), Set.of())
                    : new Meant(chance.nextBoolean() ? Set.of("ann") : Set.of(), Set.of(text));
            var asked = new AuditAsked(text, chance.nextInt(3) == 0 ? "ann" : null, Period.ALL, bound(), bound(),
                    EnumSet.allOf(AuditKind.class), null, 50);
            assertThat(counts.of(asked, meant)).as("%s %s", asked, meant).isEqualTo(counted(asked, meant));
        }
    }

    /** Nothing, a midnight, or any instant. */
    private @Nullable Instant bound() {
        return switch (chance.nextInt(3)) {
            case 0 -> null;
            case 1 -> FIRST.plusSeconds(86_400L * chance.nextInt(DAYS));
            default -> at();
        };
    }

    private Map<AuditKind, Long> counted(AuditAsked asked, Meant meant) {
        var counted = new EnumMap<AuditKind, Long>(AuditKind.class);
        for (var kind : AuditKind.values()) {
            counted.put(kind, all.stream().filter(done -> AuditKind.of(done.act().name()) == kind)
                    .filter(done -> asked.from() == null || !done.at().isBefore(asked.from()))
                    .filter(done -> asked.to() == null || done.at().isBefore(asked.to()))
                    .filter(done -> asked.person() == null || done.actor().equals(asked.person()))
                    .filter(done -> asked.text().isEmpty() || meant.actors().contains(done.actor())
                            || meant.on().stream().anyMatch(done.on()::startsWith))
                    .count());
        }
        return counted;
    }

    @Test
    void theProgramCannotChangeACount() {
        var sql = JdbcClient.create(database.connections());
        for (var change : List.of("update access_log_day set rows = 0", "delete from access_log_day",
                "insert into access_log_day values (current_date, 'SEARCH', 'ann', 5)")) {
            assertThatThrownBy(() -> sql.sql(change).update()).as(change).rootCause().hasMessageContaining("permission denied");
        }
    }
}

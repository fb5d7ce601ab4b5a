package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.store.Claims;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.people.City;
import org.cityarchive.server.vault.FileKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two servers, each with a store and claims of its own, carry out one list at the same moment: each record goes once, and the list ends once. */
class TwoServersOneListTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RECORDS = 8;
    private static final String WAITING = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%event_head%'";
    private static final String CLAIM = """
            select pid from pg_locks where locktype = 'advisory' and granted
            and database = (select oid from pg_database where datname = current_database())
            and (classid::bigint << 32) | objid::bigint = hashtextextended('disposition ' || ?, 0)""";

    @SuppressWarnings("NullAway.Init")
    private static DueCity city;
    @SuppressWarnings("NullAway.Init")
    private static LawfulEnd second;
    @SuppressWarnings("NullAway.Init")
    private static Executions here;
    @SuppressWarnings("NullAway.Init")
    private static Executions there;
    @SuppressWarnings("NullAway.Init")
    private static JdbcClient sql;
    private static List<String> posts = List.of();

    @BeforeAll
    static void startTwo() {
        city = new DueCity(2 * RECORDS);
        posts = city.records("kind:post", 100);
        sql = JdbcClient.create(city.part(DataSource.class));
        second = new LawfulEnd(city.part(DataSource.class), city.part(FileKeys.class));
        here = server(city.part(Disposing.class));
        there = server(new Disposing(second.archive(), city.part(Projections.class), city.part(DispositionBatches.class),
                city.part(DispositionWords.class), new Disposing.Judging(city.part(Preparing.class), city.part(ListChecks.class)),
                city.part(HandOvers.class),
                city.part(ActingPeople.class), city.part(City.class)));
    }

    @AfterAll
    static void stop() {
        here.close();
        there.close();
        second.close();
        city.close();
    }

    private static Executions server(Disposing disposing) {
        return new Executions(city.part(ExecutionRows.class), disposing, city.part(DispositionBatches.class),
                new Claims(city.part(DataSource.class), "disposition", "server-" + UUID.randomUUID()), Clock.systemUTC(), () -> {
                });
    }

    private static Actor ruth() {
        return new Actor(city.ruth.toString(), Role.CLERK);
    }

    private static DispositionId approved(int from) {
        var some = posts.subList(from, from + RECORDS);
        var id = city.post("", city.clerk, "{\"records\":" + DueCity.ids(some) + ",\"reason\":\"Yearly run\"}").path("id")
                .asString();
        city.post("/" + id + "/approvals", city.manager,
                "{\"records\":" + RECORDS + ",\"councilOrder\":\"Resolution 2026-31\"}");
        return new DispositionId(UUID.fromString(id));
    }

    @Test
    void orderedOnBothAtTheSameMomentItIsCarriedOutOnce() throws Exception {
        var list = approved(0);
        var barrier = new CyclicBarrier(8);
        var orders = IntStream.range(0, 8).<Callable<Boolean>>mapToObj(i -> () -> {
            barrier.await();
            (i % 2 == 0 ? here : there).order(list, ruth());
            return true;
        }).toList();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var order : threads.invokeAll(orders)) {
                assertThat(order.get()).isTrue();
            }
        }
        assertOnce(list);
    }

    @Test
    void whereOneLosesItsClaimInTheMiddleOfACommitTheOtherGoesOnAndNothingGoesTwice() throws Exception {
        var list = approved(RECORDS);
        try (var gate = city.part(DataSource.class).getConnection()) {
            gate.setAutoCommit(false);
            try (var closed = gate.createStatement()) {
                closed.execute("select position from event_head for update"); // nobody commits
                city.part(ExecutionRows.class).order(list, ruth(), city.ruth, Clock.systemUTC().instant());
                here.goOn();
                await().atMost(PATIENCE).until(() -> !pids(WAITING).isEmpty());
                killed(sql.sql(CLAIM).param(list.toString()).query((row, _) -> row.getInt(1)).list());
                there.goOn();
                await().atMost(PATIENCE).until(() -> pids(WAITING).size() > 1);
                killed(pids(WAITING).subList(0, 1));
            } finally {
                gate.rollback();
                gate.setAutoCommit(true);
            }
        }
        assertOnce(list);
    }

    private static List<Integer> pids(String which) {
        return sql.sql(which).query((row, _) -> row.getInt(1)).list();
    }

    private static void killed(List<Integer> backends) {
        assertThat(backends).hasSize(1);
        sql.sql("select pg_terminate_backend(?)").param(backends.getFirst()).query(Boolean.class).single();
        await().atMost(PATIENCE).until(() -> sql.sql("select count(*) from pg_stat_activity where pid = ?")
                .param(backends.getFirst()).query(Integer.class).single() == 0);
    }

    private static void assertOnce(DispositionId list) {
        await().atMost(PATIENCE).until(() -> "done".equals(here.of(list).orElseThrow().state()));
        var facts = city.part(FactReader.class).tagged("disposition", List.of(list.toString()), Long.MAX_VALUE)
                .getOrDefault(list.toString(), List.of());
        assertThat(facts.stream().map(one -> one.fact()).filter(RecordDestroyed.class::isInstance)
                .map(fact -> ((RecordDestroyed) fact).record())).hasSize(RECORDS).doesNotHaveDuplicates();
        assertThat(facts.stream().filter(one -> one.fact() instanceof DispositionCompleted)).hasSize(1);
        assertThat(sql.sql("select count(*) from vault_erased where disposition = ?").param(list.value()).query(Integer.class)
                .single()).isEqualTo(RECORDS);
    }
}

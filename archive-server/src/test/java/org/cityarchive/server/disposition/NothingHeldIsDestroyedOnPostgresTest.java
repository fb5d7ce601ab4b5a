package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.disposition.DispositionModule;
import org.cityarchive.core.disposition.Tell;
import org.cityarchive.core.disposition.Town;
import org.cityarchive.core.disposition.Townsfolk;
import org.cityarchive.core.hold.HoldModule;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.policy.PolicyModule;
import org.cityarchive.core.request.RequestModule;
import org.cityarchive.core.retention.RetentionModule;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.PostgresEventStore;
import org.junit.jupiter.api.Test;

/**
 * The central promise on the real store: many threads, on two servers of one database, capture, hold, release, ask, propose and destroy at
 * once, each from what it last saw. {@code -Dwalk.walks=5000} walks as far as the issue asks.
 */
class NothingHeldIsDestroyedOnPostgresTest {
    private static final int THREADS = 8;
    private static final int WALKS = Integer.getInteger("walk.walks", 256);
    private static final int A_LIFE = 64;
    private static final int STEPS = 25;
    private static final int RECORDS = 120;
    private static final long SEED = Long.getLong("walk.seed", 20_261_121);
    private static final Attribution BY = new Attribution("test", "clerk", "test", null, "America/Denver");

    private static Features features() {
        var features = new Features().facts(CaptureEvent.class).law(Tell.class, new Tell.TellLaw());
        AccountModule.register(features);
        PolicyModule.register(features);
        HoldModule.register(features);
        RetentionModule.register(features);
        RequestModule.register(features);
        DispositionModule.register(features);
        return features;
    }

    private static PostgresEventStore store(TestDatabase database) {
        return new PostgresEventStore(database.connections(), features().codec(), new byte[32], Clock.systemUTC(),
                List.of(new ErasedRows())).start();
    }

    @Test
    void noRecordThatAnyHoldCoversAtItsCommitIsDestroyed() throws Exception {
        int destructions = 0;
        int lives = (WALKS + A_LIFE - 1) / A_LIFE;
        for (int life = 0; life < lives; life++) {
            destructions += live(SEED + (long) life * THREADS);
        }
        System.out.printf("%d walks of %d threads on two servers from seed %d: %d destroyed, 0 wrong%n", lives * A_LIFE, THREADS,
                SEED,
                destructions);
        assertThat(destructions).as("walks that destroy nothing prove nothing").isGreaterThan(WALKS / 32);
    }

    /** On a database of its own; how many records were destroyed. */
    private static int live(long seed) throws Exception {
        try (var database = TestDatabase.fresh()) {
            prepare(database);
            var reader = new FactReader(database.connections(), features().codec());
            try (var one = store(database);
                    var two = store(database);
                    var here = features().open(one);
                    var there = features().open(two)) {
                here.send(Townsfolk.settling(), BY);
                walk(reader, List.of(here, there), seed);
            }
            var bystander = new Town();
            catchUp(bystander, reader);
            assertThat(bystander.wrongs()).as("seed %d", seed).isEmpty();
            assertThat(database.number("select count(*) from erased")).isEqualTo(bystander.destructions());
            return bystander.destructions();
        }
    }

    private static void prepare(TestDatabase database) throws SQLException {
        try (var connection = database.owner(); var statement = connection.createStatement()) {
            statement.execute(ErasedRows.TABLE);
        }
    }

    private static void walk(FactReader reader, List<Features.Running> servers, long seed) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var walks = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                int own = thread;
                walks.add(threads.submit(() -> walk(reader, servers.get(own % servers.size()), own, seed)));
            }
            for (var walk : walks) {
                walk.get();
            }
        }
    }

    private static void walk(FactReader reader, Features.Running server, int own, long seed) {
        var town = new Town();
        var people = new Townsfolk(new Random(seed + own), town, RECORDS, own);
        for (int step = 0; step < A_LIFE * STEPS / THREADS; step++) {
            catchUp(town, reader);
            people.next().ifPresent(command -> {
                try {
                    server.send(command, BY);
                } catch (Failure.StoreBusy e) {
                    // others were quicker, six times: nothing was written
                }
            });
        }
    }

    private static void catchUp(Town town, FactReader reader) {
        var batch = reader.after(town.position(), Set.of(), 10_000);
        while (!batch.facts().isEmpty()) {
            batch.facts().forEach(town::see);
            batch = reader.after(town.position(), Set.of(), 10_000);
        }
    }
}

package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.cityarchive.core.disposition.Tell;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldEvent.HoldAcknowledged;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.store.PostgresEventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walks on facts in memory prove something only because that boundary answers as PostgreSQL does: what is read, and what is refused. */
class InMemoryBoundaryTest {
    private static final int CASES = 300;
    private static final Attribution BY = new Attribution("test", "clerk", "test", null, "America/Denver");
    private final Random random = new Random(20_261_121);

    /** Reads a boundary, lets others commit while it decides, then appends. */
    private record Decide(Boundary boundary, List<Fact> meanwhile, List<Fact> facts, Seen seen) implements Command {}

    private static final class Seen {
        private final List<List<Long>> read = new ArrayList<>();
    }

    private static final class DecideLaw implements Law<Decide, List<Long>> {
        private Features.@Nullable Running others;

        @Override
        public Boundary boundary(Decide command) {
            return command.boundary();
        }

        @Override
        public List<Long> initially(Decide command) {
            return List.of();
        }

        @Override
        public List<Long> evolve(List<Long> state, Recorded<?> fact) {
            return Stream.concat(state.stream(), Stream.of(fact.position())).toList();
        }

        @Override
        public Decision decide(Decide command, List<Long> state) {
            command.seen().read.add(state);
            var archive = others;
            if (command.seen().read.size() == 1 && archive != null) {
                CompletableFuture.runAsync(() -> archive.send(new Tell(command.meanwhile()), BY)).join();
            }
            return new Decision.Accepted(command.facts(), List.of());
        }
    }

    @Test
    void theBoundaryInMemoryReadsAndRefusesAsPostgresDoes() {
        var inMemory = new InMemoryBoundary(List.of(HoldEvent.class, RequestEvent.class));
        var law = new DecideLaw();
        var features = new Features().facts(HoldEvent.class).facts(RequestEvent.class).law(Tell.class, new Tell.TellLaw())
                .law(Decide.class, law);
        int refused = 0;
        try (var database = TestDatabase.fresh();
                var store = new PostgresEventStore(database.connections(), features.codec(), new byte[32], Clock.systemUTC(),
                        List.of())
                        .start();
                var archive = features.open(store)) {
            law.others = archive;
            for (int i = 0; i < CASES; i++) {
                var command = new Decide(boundary(inMemory.head()), facts(random.nextInt(3)), facts(1 + random.nextInt(2)),
                        new Seen());
                archive.send(command, BY);
                long at = inMemory.head();
                assertThat(command.seen().read.getFirst()).as("case %d: %s", i, command.boundary())
                        .isEqualTo(positions(inMemory.source(command.boundary(), at)));
                inMemory.append(new Boundary(0, List.of()), at, command.meanwhile());
                boolean stood = inMemory.append(command.boundary(), at, command.facts());
                assertThat(command.seen().read).as("case %d: %s after %s", i, command.boundary(), command.meanwhile())
                        .hasSize(stood ? 1 : 2);
                if (!stood) {
                    refused++;
                    inMemory.append(new Boundary(0, List.of()), at, command.facts());
                }
            }
        }
        assertThat(refused).isBetween(CASES / 10, CASES * 9 / 10);
    }

    private static List<Long> positions(List<Recorded<?>> facts) {
        return facts.stream().map(Recorded::position).toList();
    }

    private Boundary boundary(long head) {
        var reads = new ArrayList<Read>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            long since = random.nextInt(3) == 0 ? random.nextLong(head + 1) : 0;
            reads.add(random.nextInt(3) == 0
                    ? new Read(tags(), types(), since, random.nextLong(head + 1))
                    : new Read(tags(), types(), since));
        }
        reads.removeIf(read -> read.tags().isEmpty() && read.types().isEmpty());
        return new Boundary(random.nextInt(3) == 0 ? random.nextLong(head + 1) : 0, reads);
    }

    private Set<Tagged> tags() {
        return switch (random.nextInt(4)) {
            case 0 -> Set.of();
            case 1 -> Set.of(new Tagged("hold", hold().toString()));
            case 2 -> Set.of(new Tagged("record", RetentionFacts.record(random.nextInt(4)).toString()));
            default -> Set.of(new Tagged("record", RetentionFacts.record(random.nextInt(4)).toString()),
                    new Tagged("request", request().toString()));
        };
    }

    private Set<Class<? extends Fact>> types() {
        return switch (random.nextInt(4)) {
            case 0 -> Set.of();
            case 1 -> Set.of(HoldEvent.class);
            case 2 -> Set.of(RecordIncluded.class);
            default -> Set.of(HoldPlaced.class, RequestClosed.class);
        };
    }

    private List<Fact> facts(int count) {
        var facts = new ArrayList<Fact>();
        for (int i = 0; i < count; i++) {
            facts.add(switch (random.nextInt(4)) {
                case 0 -> new HoldPlaced(hold(), RetentionFacts.WORDS, RetentionFacts.WORDS, RetentionFacts.ANA_THE_ATTORNEY);
                case 1 -> new HoldAcknowledged(hold(), RetentionFacts.RUTH_THE_CLERK);
                case 2 -> new RecordIncluded(request(), RetentionFacts.record(random.nextInt(4)), RetentionFacts.RUTH_THE_CLERK);
                default -> new RequestClosed(request(), LocalDate.EPOCH, RetentionFacts.WORDS, RetentionFacts.RUTH_THE_CLERK);
            });
        }
        return facts;
    }

    private HoldId hold() {
        return new HoldId(new UUID(4, random.nextInt(4)));
    }

    private RequestId request() {
        return new RequestId(new UUID(6, random.nextInt(4)));
    }
}

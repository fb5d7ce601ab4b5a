package org.cityarchive.core.disposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldLaws;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestLaws;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RetentionLaws;

/** One life of a town on facts in memory: commands prepared early, decided later, committed later still. */
final class Walk {
    private static final int RECORDS = 40;
    private static final int MOST_WAITING = 4;

    private final Random random;
    private final InMemoryBoundary store = new InMemoryBoundary(
            List.of(CaptureEvent.class, DestructionEvent.class, HoldEvent.class,
                    RetentionEvent.class, RequestEvent.class, CertificateEvent.class, DispositionEvent.class));
    private final List<Runnable> waiting = new ArrayList<>();
    private final Townsfolk people;
    final Town town = new Town();
    int collisions;

    Walk(long seed) {
        random = new Random(seed);
        people = new Townsfolk(random, town, RECORDS, 0);
        decide(new Tell.TellLaw(), Townsfolk.settling());
    }

    void step() {
        people.next().ifPresent(command -> waiting.add(() -> decide(lawOf(command), command)));
        if (waiting.size() > MOST_WAITING || (!waiting.isEmpty() && random.nextBoolean())) {
            waiting.remove(random.nextInt(waiting.size())).run();
        }
    }

    @SuppressWarnings("unchecked")
    private static Law<Command, Object> lawOf(Command command) {
        return (Law<Command, Object>) switch (command) {
            case DispositionCommand _ -> new DispositionLaw();
            case Tell _ -> new Tell.TellLaw();
            default -> HoldLaws.of(command).or(() -> RetentionLaws.of(command)).or(() -> RequestLaws.of(command)).orElseThrow();
        };
    }

    /** Loads now, and commits now or later; what came meanwhile must send it back or be in it. */
    private <C extends Command, S> void decide(Law<C, S> law, C command) {
        long at = store.head();
        var boundary = law.boundary(command);
        if (law.decide(command,
                law.evolve(law.initially(command), store.source(boundary, at))) instanceof Decision.Accepted(var facts, var _)) {
            Runnable committing = () -> {
                long before = store.head();
                if (store.append(boundary, at, facts)) {
                    store.after(before).forEach(town::see);
                } else {
                    collisions++;
                }
            };
            if (random.nextInt(3) == 0) {
                waiting.add(committing);
            } else {
                committing.run();
            }
        }
    }
}

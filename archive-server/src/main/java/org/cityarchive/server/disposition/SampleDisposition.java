package org.cityarchive.server.disposition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.capture.SampleEarlier;
import org.cityarchive.server.disposition.Disposing.Agreed;
import org.cityarchive.server.disposition.Disposing.Why;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.request.RequestKeeping;

/**
 * A list of the example city that went all the way: proposed and looked at by its clerk, who kept one record, approved by its manager,
 * carried out; one record was asked for meanwhile and stayed. Its request is open.
 */
public final class SampleDisposition {
    /** The same at every start, so that it is carried out once. */
    public static final DispositionId LIST = new DispositionId(
            UUID.nameUUIDFromBytes("sample disposition".getBytes(StandardCharsets.UTF_8)));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PeopleInRoles people;
    private final DispositionBatches batches;
    private final Disposing disposing;
    private final Executions executions;
    private final Erasing erasing;
    private final RequestKeeping requests;

    SampleDisposition(PeopleInRoles people, DispositionBatches batches, Disposing disposing, Executions executions,
            Erasing erasing,
            RequestKeeping requests) {
        this.people = people;
        this.batches = batches;
        this.disposing = disposing;
        this.executions = executions;
        this.erasing = erasing;
        this.requests = requests;
    }

    /** Whether nothing was listed yet, and two of the city's people are there to do it. */
    public boolean isAwaited() {
        return batches.all().isEmpty() && person(Role.CLERK).isPresent() && person(Role.MANAGER).isPresent();
    }

    /** @param records those of {@link SampleEarlier}, in their order; its series must be settled */
    public void moveIn(List<RecordId> records) {
        var clerk = person(Role.CLERK).orElseThrow();
        var manager = person(Role.MANAGER).orElseThrow();
        disposing.propose(LIST, records, new Why("Yearly run: everyday posts and comments of 2024", ""), clerk);
        disposing.except(LIST, List.of(records.get(SampleEarlier.CLOCK)), "Stands in the museum’s display on the clock", clerk);
        disposing.review(LIST, List.of(), clerk);
        disposing.submit(LIST, clerk);
        var left = batches.of(LIST).orElseThrow().counts().left();
        disposing.approve(LIST,
                new Agreed(left, "Resolution 2026-11", "2026-11-16", "", "", disposing.acting(manager).today(), ""),
                manager).ifPresent(_ -> {
                    throw new Failure.StoreBusy("the example's list is still being checked");
                });
        var request = requests.receive("All posts of 2024 about events that were moved or called off", "Harriet Lund", "sample",
                clerk);
        requests.include(request.request(), List.of(records.get(SampleEarlier.CONCERT)), clerk);
        executions.order(LIST, clerk);
        awaitEnd();
        erasing.finish();
    }

    /** Where it takes longer it goes on by itself. */
    private void awaitEnd() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until
                && executions.of(LIST).filter(ExecutionRows.Order::isRunning).isPresent()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private Optional<Actor> person(Role role) {
        return people.all().stream().filter(one -> one.role() == role).findFirst()
                .map(one -> new Actor(one.person().toString(), role));
    }
}

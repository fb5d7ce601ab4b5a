package org.cityarchive.server.disposition;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Archive.Sent;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Retry;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.retention.Prepared;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;

/** Asks the law of disposition: makes ready what it judges, again where something moved meanwhile, and waits until the list shows its answer. */
final class DispositionAsking {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Archive archive;
    private final Projections projections;
    private final Preparing preparing;
    private final ActingPeople people;

    DispositionAsking(Archive archive, Projections projections, Preparing preparing, ActingPeople people) {
        this.archive = archive;
        this.projections = projections;
        this.preparing = preparing;
        this.people = people;
    }

    /** Of a whole list, which is made ready again where something moved meanwhile. */
    <T> void whole(Function<List<T>, DispositionCommand> command, Supplier<List<T>> ready, Actor by) {
        Retry.CONFLICT.on(_ -> send(command.apply(ready.get()), by));
    }

    /**
     * Whether the law decides it without what it would have to judge; then it is taken, and the list shows its answer.
     *
     * @throws Refused the law says no
     */
    boolean isDecided(DispositionCommand bare, Actor by) {
        var sent = archive.send(bare, attribution(bare.disposition(), by));
        if (sent.decision() instanceof Decision.Outdated) {
            return false;
        }
        settled(sent);
        return true;
    }

    /** Where the law may ask for their words, the group is made ready; it is once more where something moved meanwhile. */
    void judged(boolean words, List<RecordId> group, Function<List<Candidate>, DispositionCommand> command, Actor by) {
        if (words) {
            prepared(group, prepared -> command.apply(prepared.candidates()), by);
        } else {
            send(command.apply(List.of()), by);
        }
    }

    /** What moved while a group was prepared sends it back: it is prepared again, from the present. */
    void prepared(List<RecordId> group, Function<Prepared, DispositionCommand> command, Actor by) {
        Retry.CONFLICT.on(_ -> {
            send(command.apply(preparing.prepare(group, people.of(by).today())), by);
            return true;
        });
    }

    private Attribution attribution(DispositionId disposition, Actor by) {
        return people.attribution(by, disposition.toString());
    }

    /**
     * Sends one; when it returns, the list shows it.
     *
     * @throws Refused the law says no
     */
    Sent send(DispositionCommand command, Actor by) {
        return settled(archive.send(command, attribution(command.disposition(), by)));
    }

    private Sent settled(Sent sent) {
        switch (sent.decision()) {
            case Decision.Refused refused -> throw new Refused(refused.refusal());
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted _ -> {
            }
        }
        if (!projections.awaitPosition(DispositionBatches.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the list of batches is behind");
        }
        return sent;
    }
}

package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.ActorNames;
import org.jspecify.annotations.Nullable;

/** Batches and their records as the API gives them. */
final class BatchJson {
    private static final int REASONS = 1_000;

    private final DispositionBatches batches;
    private final DispositionWords words;
    private final ExecutionRows orders;
    private final ActorNames names;
    private final HandOvers handOvers;
    private final Supplier<LocalDate> today;

    BatchJson(DispositionBatches batches, DispositionWords words, ExecutionRows orders, HandOvers handOvers, ActorNames names,
            Supplier<LocalDate> today) {
        this.batches = batches;
        this.words = words;
        this.orders = orders;
        this.names = names;
        this.handOvers = handOvers;
        this.today = today;
    }

    /** How many records stand where; listed is the sum of unseen, reviewed, excepted and destroyed. */
    record Counts(long listed, long unseen, long reviewed, long excepted, long destroyed) {}

    /** A step and who took it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(Instant at, @Nullable String by) {}

    /** A reference and its day as it was entered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reference(@Nullable String reference, @Nullable String on) {}

    /** @param state running, stopped or done */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Execution(String state, @Nullable String reason, Instant orderedAt, @Nullable Instant finishedAt) {}

    /** A record that dropped out, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Dropped(UUID record, String because, @Nullable String reason) {}

    /**
     * A disposition.
     *
     * @param number such as 2026-04
     * @param stage review, approval, waiting, execution, completed or withdrawn
     * @param toHandOver how many of its series are to be handed over, and were acknowledged by nobody
     * @param offeredThrough last day of the offer
     * @param notDestroyed the first 1,000 records that dropped out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(UUID id, String number, String stage, LocalDate begunOn, Taken begun, String reason, @Nullable String appraisal,
            Counts records, boolean subcommitteeNeeded, boolean confidential, long toHandOver, @Nullable Taken submitted,
            @Nullable LocalDate noticedOn, @Nullable LocalDate offeredThrough, @Nullable Taken approved,
            @Nullable Reference councilOrder, @Nullable Reference subcommittee, @Nullable LocalDate executeFrom,
            @Nullable Execution execution, @Nullable Taken ended, List<Dropped> notDestroyed) {}

    /** @param state listed, reviewed, excepted or destroyed */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownRecord(UUID record, int place, String state, @Nullable String because, @Nullable String reason,
            @Nullable Instant markedAt) {}

    LocalDate today() {
        return today.get();
    }

    Batch.Stage stage(Batch batch) {
        return batch.stage(today());
    }

    long count(Batch batch, Listed.@Nullable State state) {
        var counts = batch.counts();
        return state == null ? counts.listed() : switch (state) {
            case LISTED -> counts.unseen();
            case REVIEWED -> counts.reviewed();
            case EXCEPTED -> counts.excepted();
            case DESTROYED -> counts.destroyed();
        };
    }

    Shown shown(Batch batch) {
        var begun = batch.begun();
        var counts = batch.counts();
        var known = names.now();
        var order = orders.of(batch.disposition())
                .map(one -> new Execution(one.state(), one.reason(), one.orderedAt(), one.finishedAt())).orElse(null);
        return new Shown(batch.disposition().value(), batch.name(), stage(batch).name().toLowerCase(Locale.ROOT), begun.on(),
                new Taken(begun.at(), known.of(begun.by().toString())), text(begun.words(), "reason"),
                begun.appraisal() == null ? null : text(begun.appraisal(), "appraisal"),
                new Counts(counts.listed(), counts.unseen(), counts.reviewed(), counts.excepted(), counts.destroyed()),
                batch.subcommittee(), batch.confidential(),
                batch.ended() == null ? handOvers.awaiting(batch.disposition()) : 0, taken(batch.submitted(), known),
                batch.noticedOn(),
                batch.offeredThrough(), taken(batch.approved(), known), reference(batch.councilOrder()),
                reference(batch.committee()), batch.executeFrom(), order, taken(batch.endedAt(), known), dropped(batch));
    }

    private List<Dropped> dropped(Batch batch) {
        if (batch.counts().excepted() == 0) {
            return List.of();
        }
        return batches.records(batch.disposition(), Set.of(Listed.State.EXCEPTED), 0, REASONS).stream()
                .map(one -> new Dropped(one.record().value(), String.valueOf(one.because()), said(one))).toList();
    }

    ShownRecord shown(Listed one) {
        return new ShownRecord(one.record().value(), one.place(), one.state().word(), one.because(), said(one), one.markedAt());
    }

    /** A person's reason; null where there is none. */
    @Nullable
    String said(Listed one) {
        return one.words() == null ? null : words.of(one.words()).get("reason");
    }

    String text(UUID id, String name) {
        return words.of(id).getOrDefault(name, "");
    }

    /** The words of a step, by name; none where it was not taken. */
    Map<String, String> texts(@Nullable UUID id) {
        return id == null ? Map.of() : words.of(id);
    }

    private @Nullable Reference reference(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        var said = words.of(id);
        return new Reference(said.get("reference"), said.get("on"));
    }

    private static @Nullable Taken taken(Batch.@Nullable Step step, ActorNames.Known names) {
        return step == null ? null : new Taken(step.at(), name(step.by(), names));
    }

    static @Nullable String name(@Nullable PersonId person, ActorNames.Known names) {
        return person == null ? null : names.of(person.toString());
    }
}

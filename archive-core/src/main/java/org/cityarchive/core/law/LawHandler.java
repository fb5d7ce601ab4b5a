package org.cityarchive.core.law;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.EventStoreTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.cityarchive.core.law.Decision.Accepted;
import org.jspecify.annotations.Nullable;

/** Lets a law decide one command inside a unit of work: source its boundary, fold, decide, append. */
final class LawHandler<S> implements CommandHandler {
    private final Law<Command, S> law;
    private final FactCodec codec;
    private final EventStore store;
    private final EventStorageEngine engine;

    LawHandler(Law<Command, S> law, FactCodec codec, EventStore store, EventStorageEngine engine) {
        this.law = law;
        this.codec = codec;
        this.store = store;
        this.engine = engine;
    }

    /** What the law answered, and where the store stood after it committed. */
    record Handled(Decision decision, EventStoreTransaction transaction, AtomicReference<@Nullable ConsistencyMarker> kept) {
        /** Empty where neither facts were read nor anything written. */
        Optional<Long> position() {
            ConsistencyMarker marker = kept.get() != null ? kept.get() : transaction.appendPosition();
            return marker == null || marker.equals(ConsistencyMarker.ORIGIN)
                    ? Optional.empty()
                    : Optional.of(GlobalIndexConsistencyMarker.position(marker));
        }
    }

    @Override
    public MessageStream.Single<CommandResultMessage> handle(CommandMessage message, ProcessingContext context) {
        var command = (Command) requireNonNull(message.payload());
        EventStoreTransaction transaction = store.transaction(context);
        Boundary boundary = law.boundary(command);
        S state = fold(command, boundary, transaction, context);
        Decision decision = law.decide(command, state);
        var kept = new AtomicReference<@Nullable ConsistencyMarker>();
        if (decision instanceof Accepted accepted) {
            context.putResource(Features.KEPT, accepted.kept());
            for (Fact fact : accepted.facts()) {
                transaction.appendEvent(new GenericEventMessage(type(fact), fact, message.metadata()));
            }
            if (accepted.facts().isEmpty() && !accepted.kept().isEmpty()) {
                appendKept(condition(boundary, transaction), context, kept);
            }
        }
        return MessageStream
                .just(new GenericCommandResultMessage(new MessageType(Handled.class), new Handled(decision, transaction, kept)));
    }

    private S fold(Command command, Boundary boundary, EventStoreTransaction transaction, ProcessingContext context) {
        S state = law.initially(command);
        var reads = bySince(boundary);
        var ended = ended(boundary);
        if (reads.isEmpty() && ended.isEmpty()) {
            return state;
        } else if (reads.size() == 1 && ended.isEmpty()) {
            return source(reads.firstEntry(), transaction).<S>reduce(state, (s, entry) -> law.evolve(s, recorded(entry))).join();
        }
        // the append is refused for what came after the first of them was read
        var facts = new TreeMap<Long, Recorded<?>>();
        reads.entrySet().forEach(some -> collect(source(some, transaction), facts));
        ended.forEach((stretch, some) -> collect(source(stretch, some, context), facts));
        return law.evolve(state, List.copyOf(facts.values()));
    }

    private void collect(MessageStream<? extends EventMessage> read, Map<Long, Recorded<?>> facts) {
        read.<Map<Long, Recorded<?>>>reduce(facts, (found, entry) -> {
            if (!(entry.message() instanceof TerminalEventMessage)) { // a store ends with it; Axon's transaction takes it out
                var one = recorded(entry);
                found.put(one.position(), one);
            }
            return found;
        }).join();
    }

    /** Facts after a position, up to another. */
    private record Stretch(long after, long upTo) {}

    private static Map<Stretch, List<Boundary.Read>> ended(Boundary boundary) {
        return boundary.reads().stream().filter(read -> !read.isEndless())
                .collect(Collectors.groupingBy(read -> new Stretch(Math.max(boundary.after(), read.since()), read.upTo())));
    }

    /** What an end was set to can never change, so no append has to ask for it: it is read past Axon's transaction. */
    private MessageStream<? extends EventMessage> source(Stretch stretch, List<Boundary.Read> reads, ProcessingContext context) {
        var after = new GlobalIndexConsistencyMarker(stretch.after()).position();
        context.putResource(Features.UP_TO, stretch.upTo());
        try {
            return engine.source(SourcingCondition.conditionFor(after, criteria(reads)), context);
        } finally {
            context.removeResource(Features.UP_TO);
        }
    }

    /** By the position behind which each is read; what is read from further back is not read again. */
    private static NavigableMap<Long, List<Boundary.Read>> bySince(Boundary boundary) {
        var reads = new TreeMap<Long, List<Boundary.Read>>();
        var met = new HashSet<Boundary.Read>();
        boundary.reads().stream().filter(Boundary.Read::isEndless).sorted(Comparator.comparingLong(Boundary.Read::since))
                .forEach(read -> {
                    if (met.add(new Boundary.Read(read.tags(), read.types()))) {
                        reads.computeIfAbsent(Math.max(boundary.after(), read.since()), _ -> new ArrayList<>()).add(read);
                    }
                });
        return reads;
    }

    private MessageStream<? extends EventMessage> source(Map.Entry<Long, List<Boundary.Read>> reads,
            EventStoreTransaction transaction) {
        var after = new GlobalIndexConsistencyMarker(reads.getKey()).position();
        return transaction.source(SourcingCondition.conditionFor(after, criteria(reads.getValue())));
    }

    private Recorded<?> recorded(MessageStream.Entry<? extends EventMessage> entry) {
        EventMessage event = entry.message();
        long position = TrackingToken.fromContext(entry).orElseThrow().position().orElseThrow();
        return new Recorded<>(position, (Fact) requireNonNull(event.payload()), event.timestamp(),
                FactCodec.attribution(event.metadata()));
    }

    private EventCriteria criteria(List<Boundary.Read> reads) {
        var criteria = new ArrayList<EventCriteria>();
        for (Boundary.Read read : reads) {
            var tags = read.tags().stream().map(t -> new Tag(t.key(), t.value())).collect(Collectors.toSet());
            var tagged = tags.isEmpty() ? EventCriteria.havingAnyTag() : EventCriteria.havingTags(tags);
            var types = codec.names(read.types()).stream().map(QualifiedName::new).collect(Collectors.toSet());
            criteria.add(types.isEmpty() ? tagged : tagged.andBeingOneOfTypes(types));
        }
        return EventCriteria.either(criteria);
    }

    private MessageType type(Fact fact) {
        return new MessageType(new QualifiedName(codec.name(fact.getClass())), codec.revision(fact.getClass()));
    }

    private AppendCondition condition(Boundary boundary, EventStoreTransaction transaction) {
        var reads = boundary.reads().stream().filter(Boundary.Read::isEndless).toList();
        return reads.isEmpty()
                ? AppendCondition.none()
                : AppendCondition.withCriteria(criteria(reads)).withMarker(transaction.appendPosition());
    }

    /** Axon calls the engine only when there are facts; rows alone are handed to it by the same three steps. */
    private void appendKept(AppendCondition condition, ProcessingContext context,
            AtomicReference<@Nullable ConsistencyMarker> kept) {
        context.onPrepareCommit(c -> engine.appendEvents(condition, c, List.of()).thenAccept(t -> {
            AppendTransaction<?> append = t;
            context.onCommit(commit -> commit(append, commit, kept));
            context.onError((failed, _, _) -> append.rollback(failed));
        }));
    }

    private static <R> CompletableFuture<?> commit(AppendTransaction<R> append, ProcessingContext context,
            AtomicReference<@Nullable ConsistencyMarker> kept) {
        return append.commit(context).thenCompose(r -> append.afterCommit(r, context)).thenAccept(kept::set);
    }
}

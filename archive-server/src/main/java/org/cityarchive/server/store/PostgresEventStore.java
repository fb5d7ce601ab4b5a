package org.cityarchive.server.store;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.EmptyAppendTransaction;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.Position;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/** Axon's storage engine on PostgreSQL: dynamic consistency boundaries, gapless positions in commit order, group commits. */
public final class PostgresEventStore implements EventStorageEngine, AutoCloseable {
    private static final int NONCE = 32;
    private static final int BATCH = 500;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EventRows rows;
    private final EventForm form;
    private final CommitSignal signal;
    private final EventHead head;

    /**
     * @param source connections as archive_app
     * @param macKey key of the commits' MACs, 32 bytes
     * @param writers of the rows that are kept beside the facts, in the order in which they shall write
     */
    public PostgresEventStore(DataSource source, FactCodec codec, byte[] macKey, Clock clock, List<KeptWriter<?>> writers) {
        this(source, new FactForm(codec), macKey, clock, writers);
    }

    PostgresEventStore(DataSource source, EventForm form, byte[] macKey, Clock clock, List<KeptWriter<?>> writers) {
        this.rows = new EventRows(source);
        this.form = form;
        this.signal = new CommitSignal(source);
        this.head = new EventHead(source, new CommitMac(macKey), clock, new KeptRows(writers), _ -> signal.wake());
    }

    /** Asks before it writes whether the world has room; a failure that is answered is told to whoever appends. Set before the start. */
    public PostgresEventStore askingFirst(Supplier<Optional<Failure>> whether) {
        head.askFirst(whether);
        return this;
    }

    public PostgresEventStore start() {
        signal.start();
        head.start();
        return this;
    }

    /** Wakes whoever reads facts. */
    public CommitSignal signal() {
        return signal;
    }

    /** From now on this one is told of every group. */
    public void watch(AppendWatch told) {
        head.watch(told);
    }

    /** Units of work that nobody has begun to write. */
    public int waiting() {
        return head.waiting();
    }

    /** Whether what is handed in is going to be written; false after the one writer has ended. */
    public boolean isWriting() {
        return head.isAlive();
    }

    /** Commits what waits, and takes no more. */
    @Override
    public void close() {
        head.close();
        signal.close();
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(AppendCondition condition, @Nullable ProcessingContext context,
            List<TaggedEventMessage<?>> events) {
        List<Kept> given = context == null ? null : context.getResource(Features.KEPT);
        List<Kept> kept = given == null ? List.of() : given;
        if (events.isEmpty() && kept.isEmpty()) {
            return CompletableFuture.completedFuture(EmptyAppendTransaction.INSTANCE);
        }
        var plan = new AppendPlan(Criterion.of(condition.criteria()), Criterion.seenUpTo(condition), encoded(events),
                After.without(kept), new CompletableFuture<>());
        return CompletableFuture.completedFuture(new Append(plan, After.all(kept)));
    }

    /** The last step of a unit of work: hands its plan to the head. */
    private final class Append implements AppendTransaction<Long> {
        private final AppendPlan plan;
        private final CompletableFuture<?> earlier;

        Append(AppendPlan plan, CompletableFuture<?> earlier) {
            this.plan = plan;
            this.earlier = earlier;
        }

        @Override
        public CompletableFuture<Long> commit(@Nullable ProcessingContext context) {
            return earlier.handle((_, why) -> why).thenCompose(why -> {
                if (why != null) {
                    return CompletableFuture.failedFuture(new Failure.StoreUnavailable("what comes before it was not kept", why));
                }
                head.offer(plan);
                return plan.done();
            });
        }

        @Override
        public void rollback(@Nullable ProcessingContext context) {
            // nothing was written: the head writes and commits in one step
        }

        @Override
        public CompletableFuture<ConsistencyMarker> afterCommit(Long position, @Nullable ProcessingContext context) {
            return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(position));
        }
    }

    private List<NewEvent> encoded(List<TaggedEventMessage<?>> events) {
        byte[] random = new byte[events.size() * NONCE];
        RANDOM.nextBytes(random);
        var encoded = new ArrayList<NewEvent>(events.size());
        EventMessage before = null;
        byte[] metadata = new byte[0];
        for (TaggedEventMessage<?> tagged : events) {
            EventMessage event = tagged.event();
            if (before == null || !event.metadata().equals(before.metadata())) {
                metadata = form.metadata(event); // the facts of one command say the same of who acted
            }
            before = event;
            int from = encoded.size() * NONCE;
            byte[] nonce = Arrays.copyOfRange(random, from, from + NONCE);
            byte[] payload = form.payload(event);
            encoded.add(new NewEvent(UUID.fromString(event.identifier()), event.type().name(), event.type().version(),
                    form.at(event), payload,
                    metadata, nonce, CommitMac.sum(nonce, metadata, payload),
                    tagged.tags().stream().map(PostgresEventStore::key).toList()));
        }
        return encoded;
    }

    private static TagKey key(Tag tag) {
        return TagKey.of(tag.key(), tag.value());
    }

    @Override
    public MessageStream<EventMessage> source(SourcingCondition condition, @Nullable ProcessingContext context) {
        List<Criterion> criteria = Criterion.of(condition.criteria());
        long after = condition.start().equals(Position.START) ? 0 : GlobalIndexPosition.toIndex(condition.start());
        Long end = context == null ? null : context.getResource(Features.UP_TO);
        EventRows.Read read = sinceNothing(criteria, after);
        if (read == null) {
            read = rows.matching(criteria, after, end == null ? Long.MAX_VALUE : end, Integer.MAX_VALUE);
        }
        var entries = new ArrayList<MessageStream.Entry<EventMessage>>(read.events().size() + 1);
        // a long list of records asks by a tag each: every fact found by one is looked up, not held against all
        var lone = criteria.stream().filter(Criterion::oneTag).flatMap(arm -> arm.tags().stream()).collect(Collectors.toSet());
        var others = criteria.stream().filter(arm -> !arm.oneTag()).toList();
        for (StoredEvent stored : read.events()) {
            if (!Collections.disjoint(lone, stored.foundBy()) || matches(others, stored)) {
                entries.add(checked(stored));
            }
        }
        entries.add(new SimpleEntry<>(TerminalEventMessage.INSTANCE,
                ConsistencyMarker.addToContext(Context.empty(), new GlobalIndexConsistencyMarker(read.head()))));
        return MessageStream.fromStream(entries.stream(), MessageStream.Entry::message, entry -> entry);
    }

    /**
     * The answer to whom nothing new is known, where that is remembered; else null. Only for those who have read up to a position before:
     * what another server wrote since then is found by the append.
     */
    private EventRows.@Nullable Read sinceNothing(List<Criterion> criteria, long after) {
        RecentFacts.Newest newest = after == 0 ? null : head.recent().since(after, criteria);
        return newest != null && newest.ofTags().isEmpty() && newest.ofTypes().isEmpty()
                ? new EventRows.Read(newest.upTo(), List.of())
                : null;
    }

    private static boolean matches(List<Criterion> criteria, StoredEvent stored) {
        return criteria.stream().anyMatch(arm -> arm.matches(stored.type(), stored.foundBy()));
    }

    /** A tag row that the fact itself does not bear out was not written by this program. */
    private MessageStream.Entry<EventMessage> checked(StoredEvent stored) {
        EventMessage event = form.read(stored);
        if (!stored.foundBy().isEmpty()) {
            form.tags(event).ifPresent(tags -> {
                if (!tags.stream().map(PostgresEventStore::key).collect(Collectors.toSet()).containsAll(stored.foundBy())) {
                    throw new IllegalStateException(
                            "the fact at position " + stored.position() + " is found by a tag that it does not have");
                }
            });
        }
        return new SimpleEntry<>(event,
                TrackingToken.addToContext(Context.empty(), new GlobalSequenceTrackingToken(stored.position())));
    }

    @Override
    public MessageStream<EventMessage> stream(StreamingCondition condition, @Nullable ProcessingContext context) {
        List<Criterion> criteria = Criterion.of(condition.criteria());
        long[] seen = {Math.max(0, condition.position().position().orElse(0))};
        return new ContinuousMessageStream<StoredEvent>(_ -> next(criteria, seen), this::checked,
                (_, callback) -> signal.onCommit(callback));
    }

    /** The next facts of a stream; what does not match is passed over for good. */
    private List<StoredEvent> next(List<Criterion> criteria, long[] seen) {
        while (true) {
            List<StoredEvent> found = rows.matching(criteria, seen[0], Long.MAX_VALUE, BATCH).events();
            if (found.isEmpty()) {
                return found;
            }
            seen[0] = found.getLast().position();
            List<StoredEvent> matching = found.stream().filter(stored -> matches(criteria, stored)).toList();
            if (!matching.isEmpty()) {
                return matching;
            }
        }
    }

    @Override
    public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(0));
    }

    @Override
    public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(rows.head()));
    }

    @Override
    public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
        return CompletableFuture.completedFuture(new GlobalSequenceTrackingToken(rows.at(at.minusNanos(1))));
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
        descriptor.describeProperty("engine", "PostgreSQL");
    }
}

package org.cityarchive.core.disposition;

import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.answering;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.saying;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawDisposition;
import org.cityarchive.core.hold.HoldCommand.ChangeScope;
import org.cityarchive.core.hold.HoldCommand.ConfirmRelease;
import org.cityarchive.core.hold.HoldCommand.Narrowing;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldCommand.ProposeRelease;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestCommand.CloseRequest;
import org.cityarchive.core.request.RequestCommand.ExcludeRecord;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.ClassifyRecord;
import org.cityarchive.core.retention.RetentionCommand.RetireRule;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.Trigger;

/** People and platforms who do what they may, in any order, from what they have seen of a {@link Town}. */
public final class Townsfolk {
    private static final int WORDS_THERE_ARE = 6;
    private static final int LATEST = 2;
    private static final Instant FIRST_DAY = Instant.parse("2023-01-01T18:00:00Z");

    private final Random random;
    private final Town town;
    private final int records;
    private final long own;
    private final Map<HoldId, UUID> proposals = new HashMap<>();
    private final Queue<Supplier<Command>> handing = new ArrayDeque<>();
    private LocalDate today = LocalDate.parse("2027-01-01");
    private long ids;
    private DispositionId batch;
    private final List<DispositionId> handed = new ArrayList<>();

    /**
     * @param records how many there can be
     * @param own sets this one's ids apart from others'
     */
    public Townsfolk(Random random, Town town, int records, long own) {
        this.random = random;
        this.town = town;
        this.records = records;
        this.own = own;
        this.batch = new DispositionId(id());
    }

    /** What is settled before anything happens. */
    public static Tell settling() {
        return new Tell(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION), series(COMPLAINT, "P1Y", Trigger.CREATION)),
                confirmed(ROUTINE), confirmed(COMPLAINT)));
    }

    private UUID id() {
        return new UUID(50 + own, ++ids);
    }

    /** What one of them does next; empty: nothing. Prepared from what the town shows now, to be decided later. */
    public Optional<Command> next() {
        today = today.plusDays(random.nextInt(6) == 0 ? random.nextInt(25) : 0);
        if (!handing.isEmpty()) {
            return Optional.of(handing.remove().get());
        }
        return switch (random.nextInt(34)) {
            case 0, 1, 2, 3, 4 -> capture();
            case 5, 6 -> edit();
            case 7, 8 -> Optional.of(new PlaceHold(hold(), WORDS, scope(), as(ANA_THE_ATTORNEY, Role.ATTORNEY)));
            case 9 -> Optional.of(change());
            case 10, 11, 12, 13 -> Optional.of(release());
            case 14 -> rule();
            case 15, 16 -> Optional.of(ask());
            case 17, 18, 19, 20, 21 ->
                Optional.of(new ProposeDisposition(batch, some(this::any), town.position(), WORDS, WORDS, CITY,
                        as(RUTH_THE_CLERK, Role.CLERK)));
            case 22, 23 -> {
                if (!town.list(batch).isEmpty()) {
                    handOn(batch);
                    handed.add(batch);
                    batch = new DispositionId(id());
                }
                yield Optional.empty();
            }
            case 24, 25, 26, 27, 28 -> {
                var one = latest();
                yield Optional.of(new DestroyRecords(one, some(() -> of(one)), CITY, as(RUTH_THE_CLERK, Role.CLERK)));
            }
            case 30, 31, 32 -> late();
            default -> {
                batch = random.nextInt(3) == 0 ? new DispositionId(id()) : batch;
                yield Optional.empty();
            }
        };
    }

    /** One after another, and whatever others do in between. */
    private void handOn(DispositionId list) {
        handing.add(() -> new ReviewRecords(list, town.list(list), as(RUTH_THE_CLERK, Role.CLERK)));
        handing.add(() -> new SubmitDisposition(list, as(RUTH_THE_CLERK, Role.CLERK)));
        handing.add(() -> approve(list));
    }

    /** Prepared whole, or without the last: then the law asks for it. */
    private Command approve(DispositionId list) {
        var left = town.list(list).stream().map(record -> town.prepared(record, 0)).toList();
        return new ApproveDisposition(list, random.nextInt(20) > 0 || left.isEmpty() ? left : left.subList(1, left.size()), WORDS,
                WORDS, today, CITY, as(MAX_THE_MANAGER, Role.MANAGER));
    }

    private Command change() {
        var narrowing = random.nextBoolean() ? null : new Narrowing(id(), List.of(1 + random.nextInt(2)), WORDS);
        return new ChangeScope(hold(), scope(), WORDS, narrowing, as(ANA_THE_ATTORNEY, Role.ATTORNEY));
    }

    /** What may still come between a list and its end: a no, an exception, a claim, a hand-over, a second thought about a series or
     * about the approval. */
    private Optional<Command> late() {
        var list = latest();
        var by = as(RUTH_THE_CLERK, Role.CLERK);
        return Optional.of(switch (random.nextInt(20)) {
            case 0 -> new WithdrawDisposition(list, WORDS, by);
            case 1, 2 -> new ExceptRecords(list, of(list), WORDS, by);
            case 3, 4 -> new ServeNotice(list, WORDS, by);
            case 5, 6 -> new AnswerOffer(list, of(list), somebody(), random.nextInt(4) > 0, WORDS, by);
            case 10, 11 -> new TransferRecords(list, List.of(of(list)), somebody(), id(), WORDS, by);
            case 7, 8, 9 -> new ExcludeRecord(new RequestId(new UUID(6, random.nextInt(6))), listed(), WORDS, by);
            case 14, 15, 16, 17, 18, 19 -> approve(list); // what barred it is off the list or over by now, or bars it still
            default -> new ClassifyRecord(town.prepared(listed(), 0).evaluated(),
                    random.nextInt(3) == 0 ? List.of() : List.of(random.nextBoolean() ? ROUTINE : COMPLAINT), WORDS, CITY, by);
        });
    }

    /** One of those that were handed on last. */
    private DispositionId latest() {
        return handed.isEmpty() ? batch : handed.get(Math.max(0, handed.size() - 1 - random.nextInt(LATEST)));
    }

    private OfferedTo somebody() {
        return random.nextBoolean() ? OfferedTo.STATE_ARCHIVES : OfferedTo.PUBLIC;
    }

    private Acting as(PersonId person, Role role) {
        return new Acting(person, role, today);
    }

    private RecordId any() {
        return record(random.nextInt(records));
    }

    private RecordId listed() {
        return town.listed().isEmpty() ? any() : town.listed().get(random.nextInt(town.listed().size()));
    }

    private RecordId of(DispositionId one) {
        var list = town.list(one);
        return list.isEmpty() ? listed() : list.get(random.nextInt(list.size()));
    }

    private HoldId hold() {
        return new HoldId(new UUID(4, random.nextInt(5)));
    }

    /** Half of the time a post, else an answer to any record, also to one that is never captured or captured later. */
    private Optional<Command> capture() {
        var chain = random.nextBoolean() ? town.ancestors(listed()) : List.<RecordId>of();
        // often the one that ends a listed record's chain of answers: with it, a thread's hold may come to cover more
        var record = chain.isEmpty() ? any() : chain.getLast();
        var parent = random.nextBoolean() ? null : any();
        return town.isCaptured(record)
                ? Optional.empty()
                : Optional.of(
                        new Tell(List.of(saying(word(), record, parent, FIRST_DAY.plus(Duration.ofDays(random.nextInt(700)))))));
    }

    /** Another wording; or only now it is seen what it answers. */
    private Optional<Command> edit() {
        var record = random.nextBoolean() ? listed() : any();
        var seen = random.nextInt(4) == 0 && town.ancestors(record).isEmpty()
                ? answering(record, any())
                : saying(word(), record);
        return town.isCaptured(record) && !town.isDestroyed(record)
                ? Optional.of(new Tell(List.of(seen)))
                : Optional.empty();
    }

    private int word() {
        return random.nextInt(WORDS_THERE_ARE);
    }

    private UUID scope() {
        var root = (random.nextInt(3) > 0 ? of(latest()) : any()).value().getLeastSignificantBits();
        return switch (random.nextInt(4)) {
            case 0 -> Town.query(Town.Asks.THE_RECORD, root);
            case 1 -> Town.query(Town.Asks.THE_THREAD, root);
            case 2 -> Town.query(Town.Asks.THE_WORD_IN_ITS_THREAD, word());
            default -> Town.query(Town.Asks.THE_WORD, word());
        };
    }

    private Command release() {
        var hold = hold();
        var proposal = proposals.get(hold);
        if (proposal != null && random.nextInt(4) > 0) {
            proposals.remove(hold);
            return new ConfirmRelease(hold, proposal, as(MAX_THE_MANAGER, Role.MANAGER));
        }
        var proposed = id();
        proposals.put(hold, proposed);
        return new ProposeRelease(hold, proposed, List.of(), WORDS, as(ANA_THE_ATTORNEY, Role.ATTORNEY));
    }

    private Optional<Command> rule() {
        var schedules = town.settled().schedules();
        var rule = new RuleId(new UUID(3, random.nextInt(4)));
        if (schedules.retired().contains(rule)) {
            return Optional.empty();
        }
        var last = schedules.rules().get(rule);
        var by = as(RUTH_THE_CLERK, Role.CLERK);
        var query = random.nextInt(4) == 0 ? Town.query(Town.Asks.THE_WORD, word()) : Town.query(Town.Asks.EVERYTHING, ++ids);
        return Optional.of(random.nextInt(12) == 0 && last != null
                ? new RetireRule(rule, WORDS, by)
                : new AdoptRule(rule, last == null ? 1 : last.number() + 1, random.nextBoolean() ? ROUTINE : COMPLAINT, query, 1,
                        1, by));
    }

    private Command ask() {
        var by = as(RUTH_THE_CLERK, Role.CLERK);
        var request = new RequestId(new UUID(6, random.nextInt(6)));
        return switch (random.nextInt(4)) {
            case 0 -> new ReceiveRequest(request, WORDS, by);
            case 1 -> new CloseRequest(request, WORDS, by);
            default -> new IncludeRecords(request, List.of(any(), listed()), by);
        };
    }

    /** A few records, prepared from what is known at this moment. */
    private List<Candidate> some(Supplier<RecordId> chosen) {
        var candidates = new ArrayList<Candidate>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            candidates.add(town.prepared(chosen.get(), 0));
        }
        return candidates;
    }
}

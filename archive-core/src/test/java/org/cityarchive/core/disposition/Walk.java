package org.cityarchive.core.disposition;

import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.comment;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldCommand;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.HoldWalk;
import org.cityarchive.core.hold.HoldsNow;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestCommand;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.request.RequestWalk;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionEvent;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;

/** One life of a town: people do what they may in any order, prepared early, decided later, committed later still. */
final class Walk {
    private static final DispositionLaw LAW = new DispositionLaw();
    private static final int WORDS_THERE_ARE = 6;
    private static final int MOST_WAITING = 4;
    private static final Boundary NOTHING = new Boundary(0, List.of());

    private final Random random;
    private final InMemoryBoundary store = new InMemoryBoundary(
            List.of(CaptureEvent.class, DestructionEvent.class, HoldEvent.class,
                    RetentionEvent.class, RequestEvent.class, DispositionEvent.class));
    final Town town = new Town();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Map<UUID, Predicate<RecordId>> rules = new HashMap<>();
    private final Map<HoldId, UUID> proposals = new HashMap<>();
    private final List<RecordId> listed = new ArrayList<>();
    private LocalDate today = LocalDate.parse("2027-01-01");
    private long ids = 100;
    private DispositionId batch = new DispositionId(id());
    int destructions;
    int keptBack;
    int collisions;

    Walk(long seed) {
        random = new Random(seed);
        commit(schedule(series(ROUTINE, "P3Y", Trigger.CREATION), series(COMPLAINT, "P1Y", Trigger.CREATION)), confirmed(ROUTINE),
                confirmed(COMPLAINT));
        rule();
    }

    private UUID id() {
        return new UUID(50, ++ids);
    }

    private void commit(Fact... facts) {
        store.append(NOTHING, 0, List.of(facts));
        List.of(facts).forEach(town::see);
    }

    void step() {
        today = today.plusDays(random.nextInt(6) == 0 ? random.nextInt(25) : 0);
        switch (random.nextInt(30)) {
            case 0, 1, 2 -> capture();
            case 3, 28 -> change();
            case 4 -> send(HoldWalk.LAW, new HoldCommand.PlaceHold(hold(), WORDS, scope(), as(ANA_THE_ATTORNEY, Role.ATTORNEY)));
            case 5 ->
                send(HoldWalk.LAW, new HoldCommand.ChangeScope(hold(), scope(), WORDS, as(ANA_THE_ATTORNEY, Role.ATTORNEY)));
            case 6, 7, 8, 9 -> release();
            case 24, 25 -> capture();
            case 26 -> send(HoldWalk.LAW, new HoldCommand.PlaceHold(hold(), WORDS, scope(), as(ANA_THE_ATTORNEY, Role.ATTORNEY)));
            case 27 -> ask();
            case 10 -> rule();
            case 11 -> ask();
            case 12, 13, 14, 15, 16 ->
                send(LAW, new DispositionCommand.ProposeDisposition(batch, some(this::any), store.head(), WORDS, WORDS, CITY,
                        as(RUTH_THE_CLERK, Role.CLERK)));
            case 17, 18 -> send(LAW,
                    new DispositionCommand.ApproveDisposition(batch, WORDS, WORDS, today, as(MAX_THE_MANAGER, Role.MANAGER)));
            case 19, 20, 21, 22, 23 -> send(LAW, new DispositionCommand.DestroyRecords(batch, some(this::listed), CITY,
                    as(RUTH_THE_CLERK, Role.CLERK)));
            default -> batch = random.nextInt(3) == 0 ? new DispositionId(id()) : batch;
        }
        if (waiting.size() > MOST_WAITING || (!waiting.isEmpty() && random.nextBoolean())) {
            waiting.remove(random.nextInt(waiting.size())).run();
        }
    }

    private void release() {
        var hold = hold();
        var proposal = proposals.get(hold);
        if (proposal == null || random.nextInt(4) == 0) {
            proposals.put(hold, id());
            send(HoldWalk.LAW, new HoldCommand.ProposeRelease(hold, proposals.get(hold), List.of(), WORDS,
                    as(ANA_THE_ATTORNEY, Role.ATTORNEY)));
        } else {
            send(HoldWalk.LAW, new HoldCommand.ConfirmRelease(hold, proposal, as(MAX_THE_MANAGER, Role.MANAGER)));
            proposals.remove(hold);
        }
    }

    private Acting as(PersonId person, Role role) {
        return new Acting(person, role, today);
    }

    private RecordId any() {
        return record(random.nextInt(40));
    }

    private RecordId listed() {
        return listed.isEmpty() ? any() : listed.get(random.nextInt(listed.size()));
    }

    private HoldId hold() {
        return new HoldId(new UUID(4, random.nextInt(5)));
    }

    /** Loads now or later, and commits later still; what came meanwhile must send it back or be in it. */
    private <C extends Command, S> void send(Law<C, S> law, C command) {
        waiting.add(() -> {
            long at = store.head();
            var boundary = law.boundary(command);
            var decision = law.decide(command, law.evolve(law.initially(command), store.source(boundary, at)));
            if (decision instanceof Decision.Accepted(var facts, var _)) {
                Runnable committing = () -> {
                    if (store.append(boundary, at, facts)) {
                        facts.forEach(town::see);
                        count(facts);
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
        });
    }

    private void count(List<Fact> facts) {
        for (var fact : facts) {
            destructions += fact instanceof DestructionEvent ? 1 : 0;
            keptBack += fact instanceof DispositionEvent.RecordExcepted ? 1 : 0;
            if (fact instanceof DispositionEvent.DispositionProposed proposed) {
                listed.addAll(proposed.records());
            }
        }
    }

    /** Half of the time a post, else an answer to any record, also to one that is never captured or captured later. */
    private void capture() {
        var record = missing();
        if (town.written.containsKey(record)) {
            return;
        }
        var made = LocalDate.parse("2023-01-01").plusDays(random.nextInt(700)) + "T18:00:00Z";
        var parent = random.nextBoolean() ? null : any();
        town.written.put(record, new Town.Written(words(Set.of()), parent));
        commit(parent == null ? post(record, made) : comment(record, parent, made));
    }

    /** Often the one that ends a listed record's chain of answers: with it, a thread's hold may come to cover more. */
    private RecordId missing() {
        var chain = random.nextBoolean() ? town.ancestors(listed()) : List.<RecordId>of();
        return chain.isEmpty() ? any() : chain.getLast();
    }

    private Set<Integer> words(Set<Integer> before) {
        var words = new HashSet<>(before);
        words.add(random.nextInt(WORDS_THERE_ARE));
        return words;
    }

    private void change() {
        var record = random.nextBoolean() ? listed() : any();
        var at = town.written.get(record);
        if (at != null && !town.destroyed.contains(record)) {
            town.written.put(record, new Town.Written(words(at.words()), at.parent()));
            commit(edit(record, "2024-02-01T18:00:00Z"));
        }
    }

    private UUID scope() {
        var id = id();
        var root = random.nextBoolean() ? listed() : any();
        int word = random.nextInt(WORDS_THERE_ARE);
        town.queries.put(id, switch (random.nextInt(3)) {
            case 0 -> record -> record.equals(root);
            case 1 -> town.thread(root);
            default -> town.saying(word);
        });
        return id;
    }

    private void rule() {
        var words = id();
        int word = random.nextInt(WORDS_THERE_ARE);
        rules.put(words, random.nextInt(4) == 0 ? town.saying(word) : _ -> true);
        var rule = new RuleId(new UUID(3, random.nextInt(3)));
        var now = settled(store.head()).schedules();
        if (!now.retired().contains(rule)) {
            var last = now.rules().get(rule);
            commit(random.nextInt(12) == 0 && last != null
                    ? new RuleRetired(rule, WORDS, RUTH_THE_CLERK)
                    : new RuleAdopted(rule, last == null ? 1 : last.number() + 1, random.nextBoolean() ? ROUTINE : COMPLAINT,
                            words,
                            RUTH_THE_CLERK, 1, 1));
        }
    }

    private void ask() {
        var by = as(RUTH_THE_CLERK, Role.CLERK);
        var request = new RequestId(new UUID(6, random.nextInt(6)));
        send(RequestWalk.LAW, switch (random.nextInt(4)) {
            case 0 -> new RequestCommand.ReceiveRequest(request, WORDS, by);
            case 1 -> new RequestCommand.CloseRequest(request, WORDS, by);
            default -> new RequestCommand.IncludeRecords(request, List.of(any(), listed()), by);
        });
    }

    private RetentionNow settled(long upTo) {
        var now = RetentionNow.NONE;
        for (var fact : store.source(new Boundary(0, List.of(new Boundary.Read(Set.of(), RetentionNow.READS))), upTo)) {
            now = now.with(fact.fact());
        }
        return now;
    }

    /** A few records, prepared from what is known at this moment. */
    private List<Candidate> some(Supplier<RecordId> chosen) {
        long at = store.head();
        var now = settled(at);
        var candidates = new ArrayList<Candidate>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            candidates.add(prepared(chosen.get(), at, now, 0));
        }
        return candidates;
    }

    private Candidate prepared(RecordId record, long at, RetentionNow now, int depth) {
        var scopes = new TreeMap<ScopeVersion, Boolean>();
        now.holds().holds().forEach((hold, standing) -> covered(record, hold, standing, scopes));
        var matches = new HashMap<RuleVersion, Boolean>();
        now.schedules().rules().values()
                .forEach(rule -> matches.put(rule.version(), rules.getOrDefault(rule.words(), _ -> false).test(record)));
        var replies = depth > 30
                ? List.<Candidate>of()
                : town.replies(record).stream().map(reply -> prepared(reply, at, now, depth + 1)).toList();
        return new Candidate(new Evaluated(record, at, town.ancestors(record), scopes, matches), true, replies);
    }

    private void covered(RecordId record, HoldId hold, HoldsNow.Standing standing, Map<ScopeVersion, Boolean> scopes) {
        standing.scopes()
                .forEach((number, scope) -> scopes.put(new ScopeVersion(hold, number), town.query(scope).test(record)));
    }
}

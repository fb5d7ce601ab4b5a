package org.cityarchive.server.disposition;

import java.util.Set;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawDisposition;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawMark;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ExecutionRefusal;
import org.cityarchive.core.disposition.JudgedPart;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.disposition.ProposedAt;
import org.cityarchive.core.disposition.ReviewRefusal;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.ListCheck.Progress;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.City;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Takes each step of a disposition; when it returns, its batch shows it. */
public final class Disposing {
    private static final String WITHDRAWN = "One of the records that were chosen may not go, so none of them was proposed.";

    private final DispositionAsking law;
    private final DispositionBatches batches;
    private final DispositionWords words;
    private final Judging judging;
    private final HandOvers handOvers;
    private final ActingPeople people;
    private final City city;

    Disposing(Archive archive, Projections projections, DispositionBatches batches, DispositionWords words,
            Judging judging, HandOvers handOvers, ActingPeople people, City city) {
        this.law = new DispositionAsking(archive, projections, judging.preparing(), people);
        this.batches = batches;
        this.words = words;
        this.judging = judging;
        this.handOvers = handOvers;
        this.people = people;
        this.city = city;
    }

    /** What makes records, and whole lists, ready to be decided on. */
    record Judging(Preparing preparing, ListChecks checks) {}

    /**
     * Why records are to end.
     *
     * @param appraisal what a person found, where a series of theirs asks for it; empty: nothing
     */
    public record Why(String reason, String appraisal) {}

    /**
     * With what a second person agrees.
     *
     * @param typed how many records they say the list holds
     * @param order reference of the council's order, and its day as typed
     * @param committee reference of the subcommittee's written approval (form RM60); empty: none is needed
     * @param note for the certificate; may be empty
     */
    public record Agreed(long typed, String order, String orderedOn, String committee, String committeeOn, LocalDate executeFrom,
            String note) {}

    /** The id of a batch that a repeated request means again; a new one where nothing names it. */
    DispositionId id(@Nullable String repeatKey, Actor by) {
        return new DispositionId(repeatKey == null
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes(
                        ("disposition " + people.of(by).person() + " " + repeatKey).getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Puts records on the list of a batch, a new one or one that is still looked at, group by group; until the last group is on it the list
     * is half made, and handed to nobody. A new list of which one may not go is withdrawn whole.
     *
     * @throws Refused one of a group may not go
     */
    public Batch propose(DispositionId disposition, List<RecordId> records, Why why, Actor by) {
        people.requirePerson(by);
        var reason = words.keep(Map.of("reason", why.reason()));
        var appraisal = why.appraisal().isBlank() ? null : words.keep(Map.of("appraisal", why.appraisal()));
        boolean isNew = batches.of(disposition).isEmpty();
        try {
            for (int from = 0; from < records.size(); from += DispositionCommand.MOST) {
                int to = Math.min(records.size(), from + DispositionCommand.MOST);
                law.prepared(records.subList(from, to), prepared -> new ProposeDisposition(disposition, prepared.candidates(),
                        prepared.position(), reason, appraisal, city.zone(), records.size() - to, people.of(by)), by);
            }
        } catch (Refused no) {
            if (isNew && batches.of(disposition).filter(batch -> batch.ended() == null).isPresent()) {
                law.send(new WithdrawDisposition(disposition, words.keep(Map.of("reason", WITHDRAWN)), people.of(by)), by);
            }
            throw no;
        }
        return found(disposition);
    }

    /** Says that records were looked at and stay on the list; none named: all that nobody has looked at. */
    public void review(DispositionId disposition, List<RecordId> records, Actor by) {
        found(disposition);
        var some = records.isEmpty()
                ? batches.records(disposition, Set.of(Listed.State.LISTED), 0, Integer.MAX_VALUE).stream()
                        .map(Listed::record).toList()
                : records;
        for (int from = 0; from < some.size(); from += DispositionCommand.MOST) {
            law.send(new ReviewRecords(disposition, some.subList(from, Math.min(some.size(), from + DispositionCommand.MOST)),
                    people.of(by)), by);
        }
    }

    /** Takes records off the list. */
    public void except(DispositionId disposition, List<RecordId> records, String reason, Actor by) {
        found(disposition);
        var said = words.keep(Map.of("reason", reason));
        inGroups(disposition, records,
                (group, at) -> law.send(new ExceptRecords(disposition, group, at, said, people.of(by)), by));
    }

    private interface Group {
        void take(List<RecordId> some, ProposedAt at);
    }

    /** One command judges only so many. */
    private void inGroups(DispositionId disposition, List<RecordId> records, Group each) {
        for (int from = 0; from < records.size(); from += DispositionCommand.MOST) {
            var group = records.subList(from, Math.min(records.size(), from + DispositionCommand.MOST));
            each.take(group, batches.proposedAt(disposition, group));
        }
    }

    /** Takes back what was said of a record while the list is looked at. */
    public void unmark(DispositionId disposition, RecordId record, Actor by) {
        found(disposition);
        law.send(new WithdrawMark(disposition, record, people.of(by)), by);
    }

    /** Hands the list to the second person. */
    public void submit(DispositionId disposition, Actor by) {
        found(disposition);
        people.requirePerson(by);
        law.send(new SubmitDisposition(disposition, people.of(by)), by);
    }

    /**
     * Agrees, as the second person.
     *
     * @return how far the list is looked at, where that is still done: nothing was agreed to, and it is asked again later; else empty
     */
    Optional<Progress> approve(DispositionId disposition, Agreed agreed, Actor by) {
        var batch = found(disposition);
        people.requirePerson(by);
        boolean awaits = batch.submitted() != null && batch.approved() == null && batch.ended() == null;
        if (awaits && agreed.typed() != batch.counts().left()) {
            throw new Refused(new ReviewRefusal.CountDiffers(disposition, agreed.typed(), batch.counts().left()));
        }
        var acting = people.of(by);
        boolean hasCommittee = !agreed.committee().isBlank();
        // to what the law says no anyway, it says so without a long look
        if (law.isDecided(new ApproveDisposition(disposition, List.of(), List.of(JudgedPart.OF_NO_DAY), DispositionWords.UNSAID,
                hasCommittee ? DispositionWords.UNSAID : null, agreed.executeFrom(), city.zone(), acting), by)) {
            return Optional.empty();
        }
        var list = new WholeList(judging.checks(), disposition, acting.today());
        var looking = list.looking();
        if (looking.isPresent()) {
            return looking;
        }
        var order = words.keep(Map.of("reference", agreed.order(), "on", agreed.orderedOn(), "note", agreed.note()));
        var committee = hasCommittee ? words.keep(Map.of("reference", agreed.committee(), "on", agreed.committeeOn())) : null;
        Function<List<JudgedPart>, DispositionCommand> command = parts -> new ApproveDisposition(disposition, List.of(), parts,
                order, committee, agreed.executeFrom(), city.zone(), acting);
        law.whole(command, list::mayGo, by);
        return Optional.empty();
    }

    /**
     * Says that its records were offered today.
     *
     * @return how far the list is looked at, where words must be and that is still done: nothing was said, and it is asked again later
     */
    Optional<Progress> serveNotice(DispositionId disposition, String reference, Actor by) {
        found(disposition);
        var acting = people.of(by);
        if (law.isDecided(new ServeNotice(disposition, List.of(), List.of(JudgedPart.OF_NO_DAY), DispositionWords.UNSAID, acting),
                by)) {
            return Optional.empty();
        }
        var list = new WholeList(judging.checks(), disposition, acting.today());
        var looking = judging.checks().isAnythingConfidential() ? list.looking() : Optional.<Progress>empty();
        if (looking.isPresent()) {
            return looking;
        }
        var said = words.keep(Map.of("reference", reference));
        Function<List<JudgedPart>, DispositionCommand> command = parts -> new ServeNotice(disposition, List.of(), parts, said,
                acting);
        if (!law.isDecided(command.apply(List.of()), by)) {
            law.whole(command, list::open, by);
        }
        return Optional.empty();
    }

    /** Enters an answer to the offer, for each of these records. */
    public void answer(DispositionId disposition, List<RecordId> records, OfferedTo answeredBy, boolean claimed, String who,
            Actor by) {
        found(disposition);
        if (claimed) {
            requireOpen(records, answeredBy, by);
        }
        var said = words.keep(Map.of("who", who));
        boolean judged = claimed && answeredBy != OfferedTo.STATE_ARCHIVES;
        inGroups(disposition, records, (group, at) -> law.judged(judged, group, candidates -> new AnswerOffer(disposition, group,
                candidates, at, answeredBy, claimed, said, people.of(by)), by));
    }

    /**
     * Says that records were handed over as a package.
     *
     * @param receipt who took it, where, and the package's digest
     */
    public void transfer(DispositionId disposition, List<RecordId> records, OfferedTo to, UUID bag, Map<String, String> receipt,
            Actor by) {
        found(disposition);
        requireOpen(records, to, by);
        var said = words.keep(receipt);
        inGroups(disposition, records, (group, at) -> law.judged(to != OfferedTo.STATE_ARCHIVES, group,
                candidates -> new TransferRecords(disposition, group, candidates, at, to, bag, said, people.of(by)), by));
    }

    /** @throws Refused one of these ends confidentially, and they may not have it */
    void requireOpen(List<RecordId> records, OfferedTo to, Actor by) {
        new Confidential(judging.preparing()).requireOpen(records, to, people.of(by).today());
    }

    /** Lets nothing more of it be carried out. */
    public void withdraw(DispositionId disposition, String reason, Actor by) {
        found(disposition);
        law.send(new WithdrawDisposition(disposition, words.keep(Map.of("reason", reason)), people.of(by)), by);
    }

    /**
     * Whether it may be carried out now, asked of the law itself; destroys nothing.
     *
     * @throws Refused it may not, or all that is left of it waits for its receipt, so that nothing would go
     */
    void requireExecutable(DispositionId disposition, Actor by) {
        var batch = found(disposition);
        law.send(new DestroyRecords(disposition, List.of(), city.zone(), people.of(by)), by);
        if (handOvers.awaiting(disposition) >= batch.counts().left()) {
            handOvers.first(disposition).ifPresent(record -> {
                throw new Refused(new ExecutionRefusal.NotHandedOver(disposition, record));
            });
        }
    }

    /** Destroys what is still eligible of a group and excepts the rest, in one commit. */
    void destroy(DispositionId disposition, List<RecordId> group, Actor by) {
        var at = batches.proposedAt(disposition, group);
        law.prepared(group, prepared -> new DestroyRecords(disposition, prepared.candidates(), at, city.zone(), people.of(by)),
                by);
    }

    /** Closes it: every record is destroyed or excepted. */
    void complete(DispositionId disposition, Actor by) {
        law.send(new CompleteDisposition(disposition, people.of(by)), by);
    }

    Batch found(DispositionId disposition) {
        return batches.of(disposition).orElseThrow(() -> new NoSuch("No disposition has this id."));
    }

    /** The person who acts, as the law counts. */
    Acting acting(Actor by) {
        return people.of(by);
    }
}

package org.cityarchive.core.disposition;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.OfSome;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawDisposition;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawMark;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionNow;

/**
 * One person proposes, another approves, and every record is judged again in the transaction that destroys it, against the holds, rules and
 * requests of that very position (LAW.md C.5, C.8; DATA.md §6).
 */
final class DispositionLaw implements Law<DispositionCommand, Weighed> {
    static final Set<Class<? extends Fact>> OF_THE_LIST = Set.of(DispositionProposed.class, DispositionSubmitted.class,
            DispositionApproved.class, NoticeServed.class, DispositionWithdrawn.class, DispositionCompleted.class);
    private static final Set<Class<? extends Fact>> OF_ITS_STEPS = Set.of(DispositionSubmitted.class, DispositionApproved.class,
            NoticeServed.class, DispositionWithdrawn.class, DispositionCompleted.class);
    private static final Set<Class<? extends Fact>> OF_THE_END = Set.of(DispositionProposed.class, DispositionApproved.class,
            RecordExcepted.class, MarkWithdrawn.class, RecordDestroyed.class, DispositionWithdrawn.class,
            DispositionCompleted.class);
    private static final Set<Class<? extends Fact>> OF_A_RECORD = Set.of(OfferAnswered.class, RecordTransferred.class,
            RecordExcepted.class, MarkWithdrawn.class, RecordDestroyed.class, RecordClassified.class);

    @Override
    public Boundary boundary(DispositionCommand command) {
        var reads = new ArrayList<Read>();
        var list = Set.of(new Tagged("disposition", command.disposition().toString()));
        if (command instanceof OfSome some && !some.proposedAt().equals(ProposedAt.ANYWHERE)) {
            var at = some.proposedAt();
            reads.add(new Read(list, OF_ITS_STEPS, at.first() - 1)); // none is taken before all of the list is proposed
            reads.add(new Read(list, Set.of(DispositionProposed.class), at.first() - 1, at.last()));
        } else {
            reads.add(new Read(list, ofTheList(command)));
        }
        reads.add(new Read(Set.of(), RetentionNow.READS));
        switch (command) {
            case ProposeDisposition propose -> reads.addAll(of(propose.candidates()));
            case ApproveDisposition approve -> {
                reads.addAll(of(approve.candidates()));
                reads.addAll(since(approve.parts()));
            }
            case DestroyRecords destroy -> reads.addAll(of(destroy.candidates()));
            case TransferRecords transfer -> {
                reads.addAll(became(transfer.records()));
                reads.addAll(of(transfer.candidates()));
            }
            case ExceptRecords except -> reads.addAll(became(except.records()));
            case AnswerOffer answer -> {
                reads.addAll(became(answer.records()));
                reads.addAll(of(answer.candidates()));
            }
            case ServeNotice serve -> {
                reads.addAll(of(serve.candidates()));
                reads.addAll(since(serve.parts()));
            }
            case ReviewRecords _,WithdrawMark _,SubmitDisposition _,WithdrawDisposition _,CompleteDisposition _ -> {
                // the disposition's own facts are enough
            }
        }
        return new Boundary(0, reads);
    }

    /** What became of a record stands on facts that name it: those of the others, of a long list many, are read for the whole alone. */
    private static Set<Class<? extends Fact>> ofTheList(DispositionCommand command) {
        return switch (command) {
            case OfSome _,WithdrawDisposition _ -> OF_THE_LIST;
            case CompleteDisposition _ -> OF_THE_END;
            case ProposeDisposition _,ApproveDisposition _,ReviewRecords _,WithdrawMark _,SubmitDisposition _,ServeNotice _ ->
                Set.of();
        };
    }

    private static List<Read> became(List<RecordId> records) {
        return records.stream().distinct().sorted()
                .map(record -> new Read(Set.of(new Tagged("record", record.toString())), OF_A_RECORD)).toList();
    }

    /**
     * The facts that name a candidate, what answers it and what it answers, and the rest of a thread that is asked for whole: a reply that
     * came since carries one of them as its parent.
     */
    static List<Read> of(List<Candidate> candidates) {
        var reads = new ArrayList<Read>();
        reads.add(new Read(Set.of(), Set.of(RequestClosed.class)));
        reads.addAll(of(JudgedPart.around(candidates), 0));
        return reads;
    }

    /** Of what was judged before, only what came since counts. */
    private static List<Read> since(List<JudgedPart> parts) {
        var around = new HashSet<RecordId>();
        parts.forEach(part -> around.addAll(part.around()));
        return of(around, parts.stream().mapToLong(JudgedPart::judgedAt).min().orElse(0));
    }

    private static List<Read> of(Set<RecordId> records, long since) {
        return records.stream().sorted().map(RecordId::toString).<Read>mapMulti((record, reads) -> {
            reads.accept(new Read(Set.of(new Tagged("record", record)), Set.of(), since));
            reads.accept(new Read(Set.of(new Tagged("parent", record)), Set.of(), since));
        }).toList();
    }

    @Override
    public Weighed initially(DispositionCommand command) {
        return new Weighed(Judged.nothing(command.disposition()),
                parts(command).isEmpty() ? null : Newest.NOTHING);
    }

    /** What of a list was judged before. */
    private static List<JudgedPart> parts(DispositionCommand command) {
        return switch (command) {
            case ApproveDisposition approve -> approve.parts();
            case ServeNotice serve -> serve.parts();
            default -> List.of();
        };
    }

    @Override
    public Weighed evolve(Weighed state, Recorded<?> fact) {
        return state.with(fact);
    }

    @Override
    public Decision decide(DispositionCommand command, Weighed weighed) {
        var now = weighed.judged();
        var standing = now.disposition();
        if (command instanceof ProposeDisposition propose) {
            return new Proposing(propose, now).decide();
        } else if (standing.proposals().isEmpty()) {
            return refuse(new DispositionRefusal.UnknownDisposition(command.disposition()));
        }
        return switch (command) {
            case ProposeDisposition propose -> new Proposing(propose, now).decide();
            case ApproveDisposition approve -> new Approving(approve, weighed).decide();
            case DestroyRecords destroy -> new Destroying(destroy, now).decide();
            case DispositionCommand c when !mayPrepare(c, now) ->
                refuse(new DispositionRefusal.NotInThisRole(c.by().role(), Role.CLERK));
            case ExceptRecords except -> except(except, standing);
            case ReviewRecords review -> new Reviewing(standing).review(review);
            case WithdrawMark mark -> new Reviewing(standing).withdraw(mark);
            case SubmitDisposition submit -> new Reviewing(standing).submit(submit);
            case ServeNotice serve -> serve(serve, weighed);
            case AnswerOffer answer -> answer(answer, now);
            case TransferRecords transfer -> transfer(transfer, now);
            case WithdrawDisposition withdraw -> standing.over()
                    ? Decision.Accepted.of()
                    : Decision.Accepted
                            .of(new DispositionWithdrawn(withdraw.disposition(), withdraw.words(), withdraw.by().person()));
            case CompleteDisposition complete -> complete(complete, now);
        };
    }

    /** The clerk prepares; who approves may take off the list and say no as well. */
    private static boolean mayPrepare(DispositionCommand command, Judged now) {
        var role = command.by().role();
        boolean approver = role == now.retention().profile().dispositionApprovedBy();
        return role == Role.CLERK || (approver && (command instanceof ExceptRecords || command instanceof WithdrawDisposition));
    }

    private static Decision except(ExceptRecords except, DispositionNow standing) {
        var fresh = except.records().stream().distinct().filter(record -> !standing.excepted().contains(record)).toList();
        var awaiting = standing.awaiting(fresh);
        var facts = new ArrayList<Fact>();
        for (var record : fresh) {
            if (!awaiting.contains(record)) {
                return refuse(new DispositionRefusal.NotOnTheList(record));
            }
            facts.add(new RecordExcepted(except.disposition(), record, Because.BY_A_PERSON, except.words()));
        }
        return new Decision.Accepted(facts, List.of());
    }

    private static Decision serve(ServeNotice serve, Weighed weighed) {
        var now = weighed.judged();
        var standing = now.disposition();
        if (standing.noticed().isPresent()) {
            return Decision.Accepted.of();
        } else if (standing.over()) {
            return refuse(new DispositionRefusal.PastThisStep(serve.disposition()));
        } else if (standing.toCome() > 0) {
            return refuse(new ReviewRefusal.HalfMade(serve.disposition(), standing.toCome()));
        } else if (standing.proposals().stream().anyMatch(p -> p.confidential())) {
            return refuse(new DispositionRefusal.ConfidentialNotOffered(serve.disposition()));
        }
        var open = new OpenToOthers(now, serve.candidates(), serve.by().today());
        var left = standing.awaiting();
        var moved = weighed.judgedBefore(serve.parts(), left, serve.by().today());
        if (moved.isPresent()) {
            return new Decision.Outdated(moved.get());
        }
        for (var record : left) {
            var closed = open.against(record, new DispositionRefusal.ConfidentialNotOffered(serve.disposition()));
            if (closed.isPresent()) {
                return closed.get();
            }
        }
        return Decision.Accepted
                .of(new NoticeServed(serve.disposition(), serve.by().today(), serve.words(), serve.by().person()));
    }

    private static Decision answer(AnswerOffer answer, Judged now) {
        var open = new OpenToOthers(now, answer.candidates(), answer.by().today());
        var awaiting = now.disposition().awaiting(answer.records());
        var facts = new ArrayList<Fact>();
        for (var record : answer.records().stream().distinct().toList()) {
            var closed = answer.claimed() ? open.against(record, answer.answeredBy()) : Optional.<Decision>empty();
            if (closed.isPresent()) {
                return closed.get();
            } else if (!awaiting.contains(record)) {
                return refuse(new DispositionRefusal.NotOnTheList(record));
            }
            facts.add(new OfferAnswered(answer.disposition(), record, answer.claimed(), answer.words(), answer.by().person(),
                    answer.answeredBy()));
        }
        return new Decision.Accepted(facts, List.of());
    }

    /** A copy goes out: neither a hold nor a request stands against that (LAW.md M-07). */
    private static Decision transfer(TransferRecords transfer, Judged now) {
        var standing = now.disposition();
        var facts = new ArrayList<Fact>();
        var awaiting = standing.awaiting(transfer.records());
        var open = new OpenToOthers(now, transfer.candidates(), transfer.by().today());
        for (var record : transfer.records().stream().distinct().toList()) {
            if (standing.wasEverHandedOver(record, transfer.to())) {
                continue; // a repeat changes nothing
            } else if (standing.over() || !awaiting.contains(record)) {
                return refuse(new DispositionRefusal.NotOnTheList(record));
            }
            var closed = open.against(record, transfer.to());
            if (closed.isPresent()) {
                return closed.get();
            }
            var first = standing.claimant(record).filter(claimant -> claimant != transfer.to());
            if (first.isPresent()) {
                return refuse(new ReviewRefusal.ClaimedByAnother(record, first.get()));
            }
            facts.add(new RecordTransferred(transfer.disposition(), record, transfer.to(), transfer.bag(), transfer.words(),
                    transfer.by().person()));
        }
        return new Decision.Accepted(facts, List.of());
    }

    private static Decision complete(CompleteDisposition complete, Judged now) {
        var standing = now.disposition();
        if (standing.over()) {
            return Decision.Accepted.of();
        } else if (standing.approved().isEmpty()) {
            return new Decision.Refused(new ExecutionRefusal.NotApproved(complete.disposition(),
                    now.retention().profile().dispositionApprovedBy()));
        } else if (!standing.awaiting().isEmpty()) {
            return new Decision.Refused(new ExecutionRefusal.StillAwaiting(complete.disposition(), standing.awaiting().size()));
        }
        return Decision.Accepted.of(new DispositionCompleted(complete.disposition(), standing.destroyed().size(),
                standing.excepted().size(), complete.by().today()));
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}

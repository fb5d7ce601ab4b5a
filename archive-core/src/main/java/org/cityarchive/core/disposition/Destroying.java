package org.cityarchive.core.disposition;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;

/** The destroying decision: what is still eligible goes, with its key; what is not drops out, with the reason (LAW.md C.5, example 14). */
record Destroying(DestroyRecords destroy, Judged now) {

    Decision decide() {
        var refused = refusal();
        if (refused.isPresent()) {
            return new Decision.Refused(refused.get());
        }
        var today = destroy.by().today();
        var awaiting = now.disposition().awaiting(destroy.candidates().stream().map(Candidate::record).toList());
        var facts = new ArrayList<Fact>();
        var kept = new ArrayList<ErasedRecord>();
        for (var candidate : destroy.candidates()) {
            if (!awaiting.remove(candidate.record())) {
                continue; // destroyed or excepted already: a repeat changes nothing
            }
            var outdated = now.outdated(candidate, today);
            if (outdated.isPresent()) {
                return new Decision.Outdated(outdated.get());
            }
            var standing = now.obstacles(candidate, today, destroy.city()).stream().filter(o -> o.standsOn(today)).toList();
            if (!standing.isEmpty()) {
                facts.add(new RecordExcepted(destroy.disposition(), candidate.record(), because(standing), null));
            } else if (now.awaitsHandOver(candidate, today)) {
                facts.add(new RecordExcepted(destroy.disposition(), candidate.record(), Because.NOT_HANDED_OVER, null));
            } else {
                facts.add(destroyed(candidate));
                kept.add(new ErasedRecord(candidate.record(), destroy.disposition()));
            }
        }
        var gone = kept.stream().map(ErasedRecord::record).collect(Collectors.toSet());
        facts.addAll(new Applying(now, today, destroy.city()).facts(destroy.disposition(), destroy.candidates(), gone));
        return new Decision.Accepted(facts, List.copyOf(kept));
    }

    private Optional<Refusal> refusal() {
        var standing = now.disposition();
        var by = destroy.by();
        if (by.role() != Role.CLERK) {
            return Optional.of(new DispositionRefusal.NotInThisRole(by.role(), Role.CLERK));
        } else if (standing.over()) {
            return Optional.of(new DispositionRefusal.PastThisStep(destroy.disposition()));
        }
        if (standing.approved().isEmpty()) {
            return Optional.of(new ExecutionRefusal.NotApproved(destroy.disposition(),
                    now.retention().profile().dispositionApprovedBy()));
        }
        var from = standing.approved().get().executeFrom();
        return by.today().isBefore(from)
                ? Optional.of(new ExecutionRefusal.BeforeItsDay(destroy.disposition(), from))
                : Optional.empty();
    }

    private RecordDestroyed destroyed(Candidate candidate) {
        var record = Objects.requireNonNull(now.records().get(candidate.record()));
        return new RecordDestroyed(candidate.record(), destroy.disposition().value(), record.date(destroy.city()).day(),
                destroy.by().today());
    }

    private static Because because(List<Obstacle> standing) {
        for (var obstacle : standing) {
            switch (obstacle) {
                case RetentionObstacle.Held _,RetentionObstacle.CoolingOff _ -> {
                    return Because.HELD;
                }
                case InRequest _ -> {
                    return Because.IN_REQUEST;
                }
                case DispositionObstacle.Destroyed _ -> {
                    return Because.DESTROYED_ALREADY;
                }
                case DispositionObstacle.Claimed _ -> {
                    return Because.CLAIMED;
                }
                case RetentionObstacle.ReplyKept _ -> {
                    return Because.REPLY_KEPT;
                }
                default -> {
                    // schedules put it in the way: the last of the reasons
                }
            }
        }
        return Because.NOT_ELIGIBLE;
    }
}

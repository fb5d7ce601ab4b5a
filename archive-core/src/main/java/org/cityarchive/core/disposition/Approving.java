package org.cityarchive.core.disposition;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.retention.Obstacle;

/** The second person's word on a list: each record that is left of it is judged once more, and one that may not go bars it (LAW.md C.5). */
record Approving(ApproveDisposition approve, Weighed weighed) {

    Decision decide() {
        var standing = weighed.judged().disposition();
        var refused = refusal(standing);
        if (refused.isPresent()) {
            return new Decision.Refused(refused.get());
        }
        return standing.approved().isPresent() ? Decision.Accepted.of() : judged(standing);
    }

    private Optional<Refusal> refusal(DispositionNow standing) {
        var list = approve.disposition();
        var by = approve.by();
        var needed = weighed.judged().retention().profile().dispositionApprovedBy();
        if (standing.over()) {
            return Optional.of(new DispositionRefusal.PastThisStep(list));
        } else if (standing.isProposedBy(by.person())) {
            return Optional.of(new DispositionRefusal.OnePersonTwoSteps(list, needed));
        } else if (by.role() != needed) {
            return Optional.of(new DispositionRefusal.NotInThisRole(by.role(), needed));
        } else if (standing.approved().isPresent()) {
            return Optional.empty();
        } else if (!standing.submitted()) {
            return Optional.of(new ReviewRefusal.NotSubmitted(list));
        } else if (approve.executeFrom().isBefore(by.today())) {
            return Optional.of(new DispositionRefusal.DayIsOver(approve.executeFrom()));
        }
        return approve.subcommittee() == null && standing.proposals().stream().anyMatch(p -> p.subcommittee())
                ? Optional.of(new DispositionRefusal.SubcommitteeMissing(list))
                : Optional.empty();
    }

    private Decision judged(DispositionNow standing) {
        var now = weighed.judged();
        var today = approve.by().today();
        Map<RecordId, Candidate> prepared = approve.candidates().stream()
                .collect(Collectors.toMap(Candidate::record, Function.identity(), (one, _) -> one));
        var left = standing.awaiting();
        var moved = weighed.judgedBefore(approve.parts(), left, today);
        if (moved.isPresent()) {
            return new Decision.Outdated(moved.get());
        }
        int barred = 0;
        RecordId first = null;
        Obstacle why = null;
        for (var record : left) {
            var candidate = prepared.get(record);
            var outdated = candidate == null
                    ? Optional.of("record " + record + " stands on the list and was not prepared")
                    : now.outdated(candidate, today);
            if (candidate == null || outdated.isPresent()) {
                return new Decision.Outdated(outdated.orElseThrow());
            }
            var standsInTheWay = now.obstacles(candidate, today, approve.city()).stream().filter(o -> o.standsOn(today))
                    .findFirst();
            if (standsInTheWay.isPresent()) {
                barred++;
                first = first == null ? record : first;
                why = why == null ? standsInTheWay.get() : why;
            }
        }
        return first != null && why != null
                ? new Decision.Refused(new ReviewRefusal.StillInTheWay(approve.disposition(), barred, first, why))
                : Decision.Accepted.of(new DispositionApproved(approve.disposition(), approve.councilOrder(),
                        approve.subcommittee(), approve.executeFrom(), approve.by().person()));
    }
}

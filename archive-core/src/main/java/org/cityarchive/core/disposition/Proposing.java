package org.cityarchive.core.disposition;

import java.util.List;
import java.util.Optional;

import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;

/** Whether records may be put on a list: each eligible today, but for what the list itself does, offer and hand over (LAW.md C.8). */
record Proposing(ProposeDisposition propose, Judged now) {

    Decision decide() {
        var standing = now.disposition();
        var by = propose.by();
        if (by.role() != Role.CLERK) {
            return refuse(new DispositionRefusal.NotInThisRole(by.role(), Role.CLERK));
        }
        var known = standing.listed(propose.candidates().stream().map(Candidate::record).toList());
        var fresh = propose.candidates().stream().filter(candidate -> !known.contains(candidate.record())).toList();
        if (fresh.isEmpty() && standing.isProposedBy(by.person()) && !completes(standing)) {
            return Decision.Accepted.of();
        } else if (standing.over() || standing.submitted() || standing.approved().isPresent() || standing.noticed().isPresent()
                || (!standing.proposals().isEmpty() && !standing.isProposedBy(by.person()))) {
            return refuse(new DispositionRefusal.PastThisStep(propose.disposition()));
        }
        long listed = standing.proposals().stream().mapToLong(one -> one.records().size()).sum();
        // what follows must find room too: else the list would be left half made, and nobody could hand it on
        if (listed + fresh.size() + propose.toCome() > DispositionCommand.LONGEST_LIST) {
            return refuse(new DispositionRefusal.ListFull(propose.disposition(), DispositionCommand.LONGEST_LIST));
        }
        for (var candidate : fresh) {
            var outdated = now.outdated(candidate, by.today());
            if (outdated.isPresent()) {
                return new Decision.Outdated(outdated.get());
            }
            var no = refusal(candidate);
            if (no.isPresent()) {
                return refuse(no.get());
            }
        }
        return fresh.isEmpty() && !completes(standing) ? Decision.Accepted.of() : proposed(fresh);
    }

    /** Nothing more follows on a list that was left half made. */
    private boolean completes(DispositionNow standing) {
        return left() == 0 && standing.toCome() > 0 && !standing.submitted() && !standing.over();
    }

    /** What is still to come, whatever this one says of itself: another wish does not make a half-made list whole. */
    private int left() {
        var now = this.now.disposition().toCome();
        return Math.max(propose.toCome(), now - (int) propose.candidates().stream().map(Candidate::record).distinct().count());
    }

    private Optional<DispositionRefusal> refusal(Candidate candidate) {
        var today = propose.by().today();
        Optional<Obstacle> standing = now.obstacles(candidate, today, propose.city()).stream()
                .filter(obstacle -> obstacle.standsOn(today) && !isUpToTheList(obstacle))
                .findFirst();
        if (standing.isPresent()) {
            return Optional.of(new DispositionRefusal.NotEligible(candidate.record(), standing.get()));
        }
        boolean appraised = propose.appraisal() != null
                || series(candidate).stream().noneMatch(series -> series.action() == Action.REVIEW);
        return appraised ? Optional.empty() : Optional.of(new DispositionRefusal.AppraisalMissing(candidate.record()));
    }

    private static boolean isUpToTheList(Obstacle obstacle) {
        return obstacle instanceof DispositionObstacle.OfferNeeded || obstacle instanceof DispositionObstacle.Claimed;
    }

    private Decision proposed(List<Candidate> fresh) {
        var series = fresh.stream().flatMap(candidate -> series(candidate).stream()).distinct().toList();
        return Decision.Accepted.of(new DispositionProposed(propose.disposition(), propose.by().today(),
                fresh.stream().map(Candidate::record).distinct().toList(), propose.judgedAt(), propose.words(),
                propose.appraisal(),
                series.stream().anyMatch(one -> one.subcommittee() != Subcommittee.EXEMPT),
                series.stream().anyMatch(one -> one.action() == Action.DESTROY_CONFIDENTIAL), propose.by().person(),
                left() == 0 ? null : left()));
    }

    private List<Series> series(Candidate candidate) {
        return now.series(candidate, propose.by().today());
    }

    private static Decision refuse(DispositionRefusal refusal) {
        return new Decision.Refused(refusal);
    }
}

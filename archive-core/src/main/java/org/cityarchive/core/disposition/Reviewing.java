package org.cityarchive.core.disposition;

import java.util.List;

import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawMark;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Refusal;

/** Looking at a list: each record is left in or excepted, what was said can be taken back, and the whole is handed on once. */
record Reviewing(DispositionNow standing) {

    Decision review(ReviewRecords review) {
        if (standing.over() || standing.submitted()) {
            return refuse(new DispositionRefusal.PastThisStep(review.disposition()));
        }
        var awaiting = standing.awaiting(review.records());
        for (var record : review.records()) {
            if (!awaiting.contains(record)) {
                return refuse(new DispositionRefusal.NotOnTheList(record));
            }
        }
        var fresh = review.records().stream().distinct().filter(record -> !standing.marks().reviewed().contains(record)).toList();
        return fresh.isEmpty()
                ? Decision.Accepted.of()
                : Decision.Accepted.of(new RecordsReviewed(review.disposition(), fresh, review.by().person()));
    }

    Decision withdraw(WithdrawMark withdraw) {
        if (standing.over() || standing.submitted()) {
            return refuse(new DispositionRefusal.PastThisStep(withdraw.disposition()));
        }
        boolean marked = standing.marks().reviewed().contains(withdraw.record())
                || standing.marks().excepted().get(withdraw.record()) == Because.BY_A_PERSON;
        return marked
                ? Decision.Accepted.of(new MarkWithdrawn(withdraw.disposition(), withdraw.record(), withdraw.by().person()))
                : !standing.listed(List.of(withdraw.record())).isEmpty()
                        ? Decision.Accepted.of()
                        : refuse(new DispositionRefusal.NotOnTheList(withdraw.record()));
    }

    Decision submit(SubmitDisposition submit) {
        if (standing.over()) {
            return refuse(new DispositionRefusal.PastThisStep(submit.disposition()));
        } else if (standing.submitted()) {
            return Decision.Accepted.of();
        } else if (standing.awaiting().isEmpty()) {
            return refuse(new ReviewRefusal.NothingLeft(submit.disposition()));
        }
        if (standing.toCome() > 0) {
            return refuse(new ReviewRefusal.HalfMade(submit.disposition(), standing.toCome()));
        }
        int left = standing.unseen().size();
        return left > 0
                ? refuse(new ReviewRefusal.NotAllReviewed(submit.disposition(), left))
                : new Decision.Accepted(List.of(new DispositionSubmitted(submit.disposition(), submit.by().person())), List.of());
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}

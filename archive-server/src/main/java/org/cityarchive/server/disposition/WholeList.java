package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionRefusal;
import org.cityarchive.core.disposition.JudgedPart;
import org.cityarchive.core.disposition.ReviewRefusal;
import org.cityarchive.server.disposition.ListCheck.Progress;
import org.cityarchive.server.web.Refused;

/** A whole list as it is judged for a decision on it, part by part: the law then asks for every fact that came since, up to its commit. */
record WholeList(ListChecks checks, DispositionId disposition, LocalDate today) {

    /** How far it is looked at, where that is still done; it begins where nobody did. */
    Optional<Progress> looking() {
        var progress = checks.progress(disposition, today);
        return progress.running() ? Optional.of(progress) : Optional.empty();
    }

    /** Its parts, of which each record may go. */
    List<JudgedPart> mayGo() {
        var list = checks.now(disposition, today);
        var first = list.tally().first();
        if (first != null) {
            throw new Refused(
                    new ReviewRefusal.StillInTheWay(disposition, (int) list.tally().barred(), first.record(), first.why()));
        }
        return list.mayGo();
    }

    /** Its parts, of which none ends confidentially by its series as they stand now. */
    List<JudgedPart> open() {
        var list = checks.now(disposition, today);
        if (list.tally().confidential() > 0) {
            throw new Refused(new DispositionRefusal.ConfidentialNotOffered(disposition));
        }
        return list.parts().stream().map(CheckedList.Part::looked).toList();
    }
}

package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.disposition.ReviewRefusal;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.web.Refused;

/** Which records end confidentially, by their series as they stand now, whatever they were when they came on a list? */
record Confidential(Preparing preparing) {
    /**
     * They go to the state archives, and to nobody else (LAW.md M-22, M-28).
     *
     * @throws Refused one of these may not be theirs
     */
    void requireOpen(List<RecordId> records, OfferedTo to, LocalDate today) {
        for (int from = 0; to != OfferedTo.STATE_ARCHIVES && from < records.size(); from += DispositionCommand.MOST) {
            var group = preparing.prepare(records.subList(from, Math.min(records.size(), from + DispositionCommand.MOST)), today);
            for (var candidate : group.candidates()) {
                if (group.judged().isConfidential(candidate, today)) {
                    throw new Refused(new ReviewRefusal.ConfidentialNotHandedOver(candidate.record(), to));
                }
            }
        }
    }
}

package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * What decides on a list.
 *
 * @param newest when what its parts had to know of was told last; null: the command carries none
 */
record Weighed(Judged judged, @Nullable Newest newest) {
    Weighed with(Recorded<?> fact) {
        return new Weighed(judged.with(fact), newest == null ? null : newest.with(fact));
    }

    /**
     * Takes off what was judged before, part by part, and stands.
     *
     * @param left of the list, to be taken off from
     * @return why a part does not stand; empty: all do
     */
    Optional<String> judgedBefore(List<JudgedPart> parts, Set<RecordId> left, LocalDate today) {
        for (var part : parts) {
            if (newest == null || !part.stands(today, newest)) {
                return Optional.of("a part of the list was judged at position " + part.judgedAt()
                        + " without a fact that came since, or for another day");
            }
            left.removeAll(part.records());
        }
        return Optional.empty();
    }
}

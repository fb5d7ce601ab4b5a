package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.SeriesCode;
import org.jspecify.annotations.Nullable;

/**
 * A row of retention_record.
 *
 * @param kinds bits of {@link Reason}: what no day ends
 * @param due first day on which nothing stands in the way; null: a deed must come first
 */
record StandingRow(RecordId record, @Nullable UUID account, LocalDate dated, @Nullable UUID parent, List<String> series,
        int kinds,
        @Nullable LocalDate kept, @Nullable LocalDate cooling, @Nullable LocalDate reply, LocalDate offerLast,
        @Nullable LocalDate offered, @Nullable LocalDate due, boolean destroyed) {

    static StandingRow of(MarkedRecords.Seen seen, LocalDate today, ZoneId city) {
        var date = seen.record().date(city);
        var obstacles = seen.obstacles();
        int kinds = 0;
        for (var obstacle : obstacles) {
            if (obstacle.through().isEmpty() && !obstacle.name().equals("offer-needed")) {
                kinds |= Reason.of(obstacle).bit();
            }
        }
        return new StandingRow(seen.id(), account(seen), date.day(), seen.record().parent().map(RecordId::value).orElse(null),
                seen.classification().series().keySet().stream().map(SeriesCode::value).toList(), kinds,
                last(obstacles, Reason.KEPT), last(obstacles, Reason.RELEASE_WAIT), last(obstacles, Reason.REPLY),
                date.lastDayWithoutOffer(), seen.offered(), due(obstacles, date.day(), today), seen.destroyed());
    }

    /** Since when it is due, where it is; otherwise from when it will be, as far as is known. */
    private static @Nullable LocalDate due(List<Obstacle> obstacles, LocalDate dated, LocalDate today) {
        var next = Eligibility.from(today, obstacles);
        return next.isPresent() && next.get().equals(today)
                ? Eligibility.from(dated, obstacles).filter(day -> !day.isAfter(today)).orElse(today)
                : next.orElse(null);
    }

    private static @Nullable LocalDate last(List<Obstacle> obstacles, Reason reason) {
        return obstacles.stream().filter(o -> Reason.of(o) == reason).map(Obstacle::through).flatMap(Optional::stream)
                .max(Comparator.naturalOrder()).orElse(null);
    }

    private static @Nullable UUID account(MarkedRecords.Seen seen) {
        for (var fact : seen.record().captured()) {
            switch (fact) {
                case CaptureEvent.Captured captured -> {
                    return captured.origin().account().value();
                }
                case CaptureEvent.StateObserved observed -> {
                    return observed.origin().account().value();
                }
                default -> {
                    // says nothing of where it was said
                }
            }
        }
        return null;
    }
}

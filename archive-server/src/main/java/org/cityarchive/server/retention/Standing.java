package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Classification;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordDate;
import org.cityarchive.core.retention.RetentionObstacle.CoolingOff;
import org.cityarchive.core.retention.RetentionObstacle.Held;

/**
 * How a record stands: its series, how long it is kept, and what stands in the way of its end. What is shown, never what is decided by.
 *
 * @param isChecked whether marks were computed for all that was captured of it and all that was settled; if not, say "not yet checked", never
 *        "not held"
 * @param date from which its age counts
 * @param obstacles all there are, whenever they stand
 */
public record Standing(RecordId record, boolean isChecked, boolean isDestroyed, RecordDate date, Classification classification,
        List<Obstacle> obstacles) {
    public Standing {
        obstacles = List.copyOf(obstacles);
    }

    /** Every reason why it is not due on a day; none: it is due. */
    public List<Obstacle> whyNot(LocalDate day) {
        return obstacles.stream().filter(obstacle -> obstacle.standsOn(day)).toList();
    }

    /** The last day on which its series oblige the city to keep it; empty: none does, for ever, or a clock has not begun. */
    public Optional<LocalDate> keptThrough() {
        return obstacles.stream().filter(obstacle -> Reason.of(obstacle) == Reason.KEPT).map(Obstacle::through)
                .flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** The first day from the given one on which nothing stands in the way, as far as is known; empty: a deed must come first. */
    public Optional<LocalDate> dueFrom(LocalDate today) {
        return Eligibility.from(today, obstacles);
    }

    /** Holds that bind it without end. Their matters are not for everybody's eyes. */
    public List<HoldId> holds() {
        return obstacles.stream().filter(Held.class::isInstance).map(one -> ((Held) one).hold()).distinct().sorted().toList();
    }

    /** Released holds that it cools off from. */
    public List<CoolingOff> coolingOff() {
        return obstacles.stream().filter(CoolingOff.class::isInstance).map(CoolingOff.class::cast).toList();
    }

    /** Open requests that refer to it. */
    public List<RequestId> requests() {
        return obstacles.stream().filter(InRequest.class::isInstance).map(one -> ((InRequest) one).request()).sorted().toList();
    }
}

package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.Series;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/** Why a record is due, as the desk shows it beside the record. */
final class DueWhy {
    private final Rechecking rechecking;
    private final CityTimes times;
    private final Supplier<LocalDate> today;

    DueWhy(Rechecking rechecking, CityTimes times, Supplier<LocalDate> today) {
        this.rechecking = rechecking;
        this.times = times;
        this.today = today;
    }

    /** A check: whether it is so, and what is so or stands in the way. */
    record Check(boolean ok, String words) {}

    /**
     * Why one record is due.
     *
     * @param series code and period of each, in words
     * @param through last day on which it was kept; null: not known
     */
    record Why(List<Line> series, @Nullable String through, @Nullable String since, List<Check> checks) {}

    /** @param period such as "3 years from creation" */
    record Line(String code, String period) {}

    Why of(RecordId record) {
        var day = today.get();
        var checked = rechecking.check(new DispositionId(new UUID(0, 0)), List.of(record), day);
        if (checked.found().isEmpty()) {
            return new Why(List.of(), null, null, List.of(new Check(false, "nothing of it is kept")));
        }
        var found = checked.found().getFirst();
        var lines = new ArrayList<Line>();
        found.series().forEach(code -> checked.series().getOrDefault(code, List.of())
                .forEach(series -> lines.add(new Line(code.toString(), period(series)))));
        var through = found.through();
        return new Why(List.copyOf(lines), through == null ? null : BatchModel.day(through),
                through == null ? null : since(through.plusDays(1), times.city()), checks(found, times.hour(checked.at())));
    }

    private String since(LocalDate day, ZoneId city) {
        return times.minute(day.atStartOfDay(city).toInstant());
    }

    private static List<Check> checks(Rechecking.Found found, String hour) {
        var checks = new ArrayList<Check>();
        checks.add(check(found, "no hold covers it", List.of(RetentionObstacle.Held.class, RetentionObstacle.CoolingOff.class)));
        checks.add(check(found, "in no open request", List.of(InRequest.class)));
        checks.add(check(found, "no reply is still kept for it", List.of(RetentionObstacle.ReplyKept.class)));
        checks.add(check(found, "proof checked " + hour, List.of(RetentionObstacle.Unproven.class)));
        found.standing().stream().filter(o -> isOther(o) && !(o instanceof RetentionObstacle.ReplyKept))
                .forEach(o -> checks.add(new Check(false, o.sentence())));
        return List.copyOf(checks);
    }

    private static Check check(Rechecking.Found found, String words, List<Class<? extends Obstacle>> kinds) {
        return found.standing().stream().filter(o -> kinds.stream().anyMatch(kind -> kind.isInstance(o))).findFirst()
                .map(o -> new Check(false, o.sentence())).orElseGet(() -> new Check(true, words));
    }

    /** Whether it is no hold, no request and no lack of proof: these have checks of their own. */
    static boolean isOther(Obstacle obstacle) {
        return !(obstacle instanceof RetentionObstacle.Held || obstacle instanceof RetentionObstacle.CoolingOff
                || obstacle instanceof InRequest || obstacle instanceof RetentionObstacle.Unproven);
    }

    /** Such as "3 years from creation". */
    static String period(Series series) {
        if (series.period().isPermanent()) {
            return "for ever";
        }
        int length = series.period().length();
        var unit = switch (series.period().unit()) {
            case DAYS -> "day";
            case MONTHS -> "month";
            case YEARS, PERMANENT -> "year";
        };
        var from = switch (series.trigger()) {
            case CREATION -> "creation";
            case CLOSED -> "the closing of its matter";
            case SUPERSEDED -> "the next version";
            case FY_END_AUDITED -> "the audit of its fiscal year";
            case EVENT -> "its event";
            case PERMANENT -> "never";
        };
        return length + " " + unit + (length == 1 ? "" : "s") + " from " + from;
    }
}

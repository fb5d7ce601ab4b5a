package org.cityarchive.server.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import org.cityarchive.server.hold.HoldReport.Counted;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;

/** A hold's report in words, for paper; what people entered stands in it with every sign that cannot be seen spelled out. */
final class HoldReportPaper {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private final HoldReport report;
    private final Papers papers;
    private final CityTimes times;
    private final Supplier<String> city;

    HoldReportPaper(HoldReport report, Papers papers, CityTimes times, Supplier<String> city) {
        this.report = report;
        this.papers = papers;
        this.times = times;
        this.city = city;
    }

    /** A scope in the cells of its line. */
    record ScopeLine(String name, String standing, String covers, @Nullable String reading, String set, String records,
            String since, String first, String last) {}

    byte[] pdf(HoldView hold) {
        var now = times.now();
        var counted = report.counted(hold);
        var model = new HashMap<String, Object>(Map.of("city", VisibleText.spelled(city.get()), "number", hold.number(), "name",
                VisibleText.spelled(hold.title()), "said", hold.said(), "asOf", times.minute(now) + " (" + times.utc(now) + ")",
                "scopes", counted.stream().map(this::line).toList(), "custodians", custodians(hold), "releases", releases(hold)));
        var matter = hold.matter();
        model.put("reference", matter == null ? "" : VisibleText.spelled(matter.reference()));
        model.put("reason", matter == null ? "" : VisibleText.spelled(matter.reason()));
        model.put("placed", "Placed " + times.minute(hold.placedAt()) + " by " + VisibleText.spelled(hold.placedBy()) + ".");
        return papers.pdf("hold/report-paper", model, "Hold report " + hold.number(), now);
    }

    private ScopeLine line(Counted one) {
        var scope = one.scope().scope();
        var released = scope.releasedOn();
        var reading = one.scope().reading();
        return new ScopeLine("Scope " + scope.number(), released == null ? "binds" : "released " + day(released),
                VisibleText.spelled(HoldReport.described(one.scope())), reading == null ? null : VisibleText.spelled(reading),
                "set " + times.day(scope.setAt()) + " by " + VisibleText.spelled(one.scope().byWhom()), number(one.total()),
                number(one.since()), made(one.first()), made(one.last()));
    }

    private String made(@Nullable Instant at) {
        return at == null ? "none" : times.day(at);
    }

    private List<String> custodians(HoldView hold) {
        return hold.custodians().stream().map(one -> {
            var at = one.acknowledgedAt();
            return VisibleText.spelled(one.name()) + (one.role().isEmpty() ? "" : ", " + one.role()) + ": "
                    + (at == null ? "not acknowledged" : "acknowledged " + times.minute(at));
        }).toList();
    }

    private List<String> releases(HoldView hold) {
        var lines = new ArrayList<String>();
        for (var one : hold.proposals()) {
            var ended = one.proposal().endedAt();
            lines.add("Proposed by " + VisibleText.spelled(one.by()) + ", " + times.minute(one.proposal().at()) + ": "
                    + switch (one.proposal().state()) {
                        case OPEN -> "waits for the second person";
                        case WITHDRAWN -> "withdrawn or declined";
                        default -> "confirmed";
                    }
                    + (ended == null
                            ? ""
                            : " by " + VisibleText.spelled(String.valueOf(one.endedBy())) + ", " + times.minute(ended)));
        }
        return lines;
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }

    private static String number(long number) {
        return String.format(Locale.US, "%,d", number);
    }
}

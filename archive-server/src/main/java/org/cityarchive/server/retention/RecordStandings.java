package org.cityarchive.server.retention;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.retention.Classification;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Keeping;
import org.cityarchive.core.retention.Obligation;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How does one record stand with the law: its series, why, how long it is kept, and everything that stands in the way? */
public final class RecordStandings {
    private final DataSource source;
    private final JdbcClient sql;
    private final Preparing preparing;
    private final MarkedRecords marked;
    private final SettledFacts settled;
    private final Schedules schedules;
    private final RuleBook rules;
    private final RetentionActs acts;

    RecordStandings(DataSource database, Preparing preparing, MarkedRecords marked, SettledFacts settled, Schedules schedules,
            RuleBook rules, RetentionActs acts) {
        this.source = database;
        this.sql = JdbcClient.create(database);
        this.preparing = preparing;
        this.marked = marked;
        this.settled = settled;
        this.schedules = schedules;
        this.rules = rules;
        this.acts = acts;
    }

    /**
     * A rule that puts the record into a series.
     *
     * @param name as it is called
     */
    public record ByRule(RuleId id, String name) {}

    /**
     * One series of the record.
     *
     * @param keeps its period and trigger, in words
     * @param through such as "Nov 20, 2027", "for ever" or "not set: the date is missing"
     * @param rules which put it there; none where a clerk's exception did
     * @param longest whether it is the one that counts
     */
    public record InSeries(String code, String title, String keeps, String trigger, String through, String then,
            boolean confirmed,
            List<ByRule> rules, boolean longest) {}

    /**
     * One reason: what stands in the way, and the rule behind it.
     *
     * @param hold id of the one that stands in the way, or lets it cool off; null: none does
     */
    public record Why(String sentence, String rule, String source, @Nullable String until, @Nullable String hold) {}

    /**
     * How a record stands.
     *
     * @param series the longest first
     * @param why everything that stands in the way today; none: it is due
     * @param dueOn the first day on which nothing would stand in the way, as far as is known; null: a deed must come first
     * @param exception whether a clerk's exception says its series
     */
    public record Stands(List<InSeries> series, List<Why> why, @Nullable LocalDate dueOn, boolean exception,
            RecordNow record) {
        /** Whether nothing stands in the way. */
        public boolean isDue() {
            return why.isEmpty();
        }

        /** Whether a hold, or the days after one, keep it. */
        public boolean isHeld() {
            return why.stream().anyMatch(one -> one.hold() != null);
        }

        /** The series that counts; null: it has none. */
        public @Nullable InSeries first() {
            return series.isEmpty() ? null : series.getFirst();
        }
    }

    /** By the law, from the vault's words, today; empty: the archive has no such record, or it is destroyed. */
    public Optional<Stands> of(RecordId id) {
        if (isDestroyed(id)) {
            return Optional.empty();
        }
        var today = acts.today();
        var prepared = preparing.prepare(List.of(id), today);
        var candidate = prepared.candidates().getFirst();
        var record = prepared.judged().records().getOrDefault(id, RecordNow.UNKNOWN);
        if (!record.isKnown()) {
            return Optional.empty();
        }
        var law = prepared.judged().retention();
        return Optional.of(stands(record, law, law.classification(record, candidate.evaluated()),
                prepared.obstacles(candidate, today, acts.zone()), today));
    }

    /** The same by the marks, quickly, for lists and the record's own page; what is kept is taken to be whole. */
    public Optional<Stands> marked(RecordId id) {
        var today = acts.today();
        var known = settled.now();
        try (var connection = source.getConnection()) {
            return Optional.ofNullable(marked.of(connection, List.of(id), known, today, acts.zone()).get(id))
                    .filter(seen -> !seen.destroyed())
                    .map(seen -> stands(seen.record(), known.retention(), seen.classification(), seen.obstacles(), today));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private Stands stands(RecordNow record, RetentionNow law, Classification classification, List<Obstacle> obstacles,
            LocalDate today) {
        return new Stands(series(law.keepings(record, classification, today, acts.zone()), classification, today),
                obstacles.stream().filter(one -> one.standsOn(today)).map(RecordStandings::why).toList(),
                Eligibility.from(today, obstacles).orElse(null), classification.byException(), record);
    }

    private boolean isDestroyed(RecordId id) {
        return sql.sql("select destroyed from retention_record where record = ?").param(id.value()).query(Boolean.class)
                .optional().orElse(false);
    }

    private List<InSeries> series(List<Keeping> keepings, Classification classification, LocalDate today) {
        var inForce = schedules.inForce(today);
        var names = rules.named();
        var all = new ArrayList<InSeries>();
        for (var keeping : keepings) {
            var code = keeping.series().code();
            var line = inForce.flatMap(shown -> shown.line(code));
            var vouched = inForce.flatMap(shown -> shown.line(code).map(shown::vouched));
            all.add(new InSeries(code.value(), line.map(SeriesLine::title).orElse(code.value()),
                    InWords.keeps(keeping.series().period(), keeping.series().trigger()), trigger(keeping),
                    through(keeping.obligation()), InWords.then(keeping.series().action()),
                    vouched.map(Schedules.Vouched::isConfirmed).orElse(false),
                    byRules(classification, keeping, names), all.isEmpty()));
        }
        classification.series().keySet().stream().filter(code -> keepings.stream().noneMatch(k -> k.series().code().equals(code)))
                .forEach(code -> all.add(new InSeries(code.value(), code.value(), "not in the schedule in force", "none",
                        "not set", "nothing", false, List.of(), false)));
        return List.copyOf(all);
    }

    private static List<ByRule> byRules(Classification classification, Keeping keeping, Map<RuleId, String> names) {
        return classification.series().getOrDefault(keeping.series().code(), new TreeSet<>()).stream()
                .map(RuleVersion::rule).sorted(Comparator.naturalOrder())
                .map(rule -> new ByRule(rule, names.getOrDefault(rule, "a rule"))).toList();
    }

    private static String trigger(Keeping keeping) {
        var words = InWords.trigger(keeping.series().trigger());
        return keeping.obligation() instanceof Obligation.Unresolved(var _, var _, var year)
                ? words + ": " + year.map(one -> "audit report " + one + " is missing").orElse("open")
                : words;
    }

    private static String through(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Through(var _, var day) -> InWords.day(day);
            case Obligation.Permanent _ -> "for ever";
            case Obligation.Unresolved(var _, var trigger, var _) ->
                trigger == Trigger.CLOSED ? "not set until it closes" : "not set: a date is missing";
        };
    }

    private static Why why(Obstacle obstacle) {
        var hold = switch (obstacle) {
            case RetentionObstacle.Held held -> held.hold();
            case RetentionObstacle.CoolingOff cooling -> cooling.hold();
            default -> null;
        };
        return new Why(obstacle.sentence(), obstacle.citation().rule(), obstacle.citation().source(),
                obstacle.through().map(InWords::day).orElse(null), hold == null ? null : hold.toString());
    }
}

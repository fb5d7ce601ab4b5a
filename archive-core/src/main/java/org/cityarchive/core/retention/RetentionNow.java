package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.account.AccountEvent;
import org.cityarchive.core.account.AccountEvent.AccountConfirmed;
import org.cityarchive.core.account.AccountEvent.AccountDisowned;
import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldsNow;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;

/**
 * Schedules, holds and the city's profile: what is true for all records alike and decides with a record's own facts how long it is kept.
 *
 * @param registerAt position of the last fact that may have changed whose words an author's are, the city's or the public's: a scope or
 *        rule can ask for it; 0: none
 */
public record RetentionNow(SchedulesNow schedules, HoldsNow holds, CityProfile profile, long registerAt) {
    public static final RetentionNow NONE = new RetentionNow(SchedulesNow.NONE, HoldsNow.NONE, CityProfile.of(Profile.PLAIN), 0);

    /** The facts it is made of: few, whatever the number of records. */
    public static final Set<Class<? extends Fact>> READS = Set.of(ScheduleAdopted.class, SeriesConfirmed.class, RuleAdopted.class,
            RuleRetired.class, AuditReportReceived.class, ProfileChosen.class, HoldEvent.class, AccountOpened.class,
            AccountConfirmed.class, AccountDisowned.class);

    /** With one more fact of the store; facts of other kinds change nothing. */
    public RetentionNow with(Recorded<?> recorded) {
        return recorded.fact() instanceof AccountEvent
                ? new RetentionNow(schedules, holds, profile, recorded.position())
                : with(recorded.fact());
    }

    /** With one more fact, stored or only thought of; facts of other kinds change nothing. */
    public RetentionNow with(Fact fact) {
        return fact instanceof ProfileChosen chosen
                ? new RetentionNow(schedules, holds, CityProfile.of(chosen.profile()), registerAt)
                : new RetentionNow(schedules.with(fact), holds.with(fact), profile, registerAt);
    }

    /**
     * What was prepared of a record and is not so any more: a scope, rule, wording or account that came since, or an ancestor. Empty: it
     * stands.
     *
     * @param records the record, its ancestors and the rest of its thread where that was read, as their facts tell
     */
    public Optional<String> outdated(Evaluated evaluated, Map<RecordId, RecordNow> records, LocalDate today) {
        var record = records.getOrDefault(evaluated.record(), RecordNow.UNKNOWN);
        boolean stands = evaluated.knows(binding(today), rules()) && record.capturedAt() <= evaluated.readAt()
                && registerAt <= evaluated.readAt() && evaluated.ancestors().equals(ancestors(record, records))
                && evaluated.thread().stream()
                        .allMatch(other -> records.getOrDefault(other, RecordNow.UNKNOWN).capturedAt() <= evaluated.readAt());
        return stands
                ? Optional.empty()
                : Optional.of(
                        "record " + evaluated.record()
                                + " was prepared without a hold, rule, wording, parent or account that came since");
    }

    /**
     * The chain of what is answered, up to one that answers nothing, was never captured, or stands in the chain already.
     *
     * @param records by id, those that the chain meets
     */
    public static List<RecordId> ancestors(RecordNow record, Map<RecordId, RecordNow> records) {
        var chain = new LinkedHashSet<RecordId>();
        var parent = record.parent();
        while (parent.isPresent() && chain.add(parent.get())) {
            parent = records.getOrDefault(parent.get(), RecordNow.UNKNOWN).parent();
        }
        return List.copyOf(chain);
    }

    /** The scopes that must be evaluated before a decision of this day. */
    public Set<ScopeVersion> binding(LocalDate day) {
        return holds.binding(day).keySet();
    }

    /** The rules that must be evaluated before a decision. */
    public Set<RuleVersion> rules() {
        return schedules.rules().values().stream().map(RuleAdopted::version).collect(Collectors.toSet());
    }

    /** Which series the record belongs to. */
    public Classification classification(RecordNow record, Evaluated evaluated) {
        return Classification.of(
                schedules.rules().values().stream().filter(rule -> evaluated.isMatched(rule.version())).toList(),
                record.exception());
    }

    /**
     * How long each of the record's series keeps it, as the newest schedule words it, the longest first; a series that it does not have is
     * not among them.
     */
    public List<Keeping> keepings(RecordNow record, Classification classification, LocalDate today, ZoneId city) {
        var date = record.date(city);
        return classification.series().keySet().stream().flatMap(code -> schedules.wording(code, today).stream())
                .map(series -> Keeping.of(series, date, record.entered(), schedules)).sorted(Comparator.reverseOrder()).toList();
    }

    /**
     * Everything that schedules and holds put between a record and its destruction, in the order of the law's formula, whenever it stands.
     * Replies, requests, offers and integrity are not among it.
     *
     * @param today by whose schedules and holds it is judged, in the city's zone
     */
    public List<Obstacle> obstacles(RecordNow record, Evaluated evaluated, LocalDate today, ZoneId city) {
        var classification = classification(record, evaluated);
        var obstacles = new ArrayList<Obstacle>();
        if (classification.isEmpty()) {
            obstacles.add(new RetentionObstacle.Unclassified());
        } else if (!isConfirmed(record, classification)) {
            obstacles.add(new RetentionObstacle.ClassificationUnconfirmed());
        }
        classification.series().keySet().forEach(code -> obstacles.addAll(of(code, record, today, city)));
        obstacles.addAll(held(evaluated, today));
        return List.copyOf(obstacles);
    }

    /** An exception is a person's own word; what rules classify is confirmed as the profile asks. */
    private boolean isConfirmed(RecordNow record, Classification classification) {
        return classification.byException() || switch (profile.classification()) {
            case BY_RULE_ADOPTION -> true;
            case BY_BATCH -> classification.series().values().stream().allMatch(record.confirmed()::containsAll);
            case ONE_BY_ONE -> false;
        };
    }

    private List<Obstacle> of(SeriesCode code, RecordNow record, LocalDate today, ZoneId city) {
        var obstacles = new ArrayList<Obstacle>();
        if (!schedules.isInForce(code, today)) {
            obstacles.add(new RetentionObstacle.SeriesNotInForce(code));
        } else if (!schedules.isConfirmed(code, today)) {
            obstacles.add(new RetentionObstacle.SeriesUnconfirmed(code));
        }
        var date = record.date(city);
        schedules.wordings(code, today).stream().map(series -> Obligation.of(series, date, record.entered(), schedules))
                .map(RetentionNow::obstacle).distinct().forEach(obstacles::add);
        return obstacles;
    }

    private static Obstacle obstacle(Obligation obligation) {
        return switch (obligation) {
            case Obligation.Through(var series, var day) -> new RetentionObstacle.Obliged(series, day);
            case Obligation.Permanent(var series) -> new RetentionObstacle.KeptPermanently(series);
            case Obligation.Unresolved(var series, var trigger, var year) ->
                new RetentionObstacle.TriggerUnresolved(series, trigger, year.orElse(null));
        };
    }

    /** Whether a series of any schedule ends confidentially. */
    public boolean endsAnythingConfidentially() {
        return schedules.adopted().stream().flatMap(adopted -> adopted.series().stream())
                .anyMatch(one -> one.action() == Series.Action.DESTROY_CONFIDENTIAL);
    }

    /** Whether a scope that binds without end covers it. */
    public boolean isHeld(Evaluated evaluated, LocalDate today) {
        return held(evaluated, today).stream().anyMatch(RetentionObstacle.Held.class::isInstance);
    }

    private Collection<Obstacle> held(Evaluated evaluated, LocalDate today) {
        return holds.binding(today).entrySet().stream().filter(scope -> evaluated.isCovered(scope.getKey()))
                .map(scope -> binds(scope.getKey(), scope.getValue())).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Obstacle binds(ScopeVersion scope, Optional<LocalDate> through) {
        return through.<Obstacle>map(day -> new RetentionObstacle.CoolingOff(scope.hold(), day))
                .orElseGet(() -> new RetentionObstacle.Held(scope.hold()));
    }
}

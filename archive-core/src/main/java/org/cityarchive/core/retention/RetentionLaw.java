package org.cityarchive.core.retention;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.law.Trie;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ClassifyRecord;
import org.cityarchive.core.retention.RetentionCommand.ConfirmClassifications;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionCommand.EnterAuditReport;
import org.cityarchive.core.retention.RetentionCommand.ResolveTrigger;
import org.cityarchive.core.retention.RetentionCommand.RetireRule;
import org.cityarchive.core.retention.RetentionEvent.AuditReportReceived;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;

/** Two people adopt a schedule and vouch for a series; the clerk adopts rules, makes exceptions and enters the dates that start clocks. */
final class RetentionLaw implements Law<RetentionCommand, RetentionLaw.State> {
    private static final Set<Role> SECOND = Set.of(Role.CLERK, Role.MANAGER);

    /** What is so for all records, and for the one that is asked about and its ancestors. */
    record State(RetentionNow now, Map<RecordId, RecordNow> records) {
        RecordNow record(RecordId record) {
            return records.getOrDefault(record, RecordNow.UNKNOWN);
        }
    }

    @Override
    public Boundary boundary(RetentionCommand command) {
        var reads = new ArrayList<>(List.of(new Read(Set.of(), RetentionNow.READS)));
        switch (command) {
            case ClassifyRecord classify -> {
                reads.add(ofRecord(classify.record()));
                classify.evaluated().ancestors().forEach(ancestor -> reads.add(ofRecord(ancestor)));
                classify.evaluated().thread().stream().sorted().forEach(other -> {
                    reads.add(ofRecord(other));
                    reads.add(new Read(Set.of(new Tagged("parent", other.toString())), Set.of()));
                });
            }
            case ConfirmClassifications confirm -> confirm.classified().stream()
                    .flatMap(one -> Stream.concat(Stream.of(one.record()), one.ancestors().stream())).distinct().sorted()
                    .map(RetentionLaw::ofRecord).forEach(reads::add);
            case ResolveTrigger resolve -> reads.add(ofRecord(resolve.record()));
            case AdoptSchedule _,ConfirmSeries _,AdoptRule _,RetireRule _,EnterAuditReport _ -> {
                // what is settled for all records is enough
            }
        }
        return new Boundary(0, reads);
    }

    private static Read ofRecord(RecordId record) {
        return new Read(Set.of(new Tagged("record", record.toString())), Set.of());
    }

    @Override
    public State initially(RetentionCommand command) {
        return new State(RetentionNow.NONE, Map.of());
    }

    @Override
    public State evolve(State state, Recorded<?> fact) {
        RecordId of = switch (fact.fact()) {
            case CaptureEvent captured -> captured.record();
            case RecordClassified classified -> classified.record();
            case TriggerResolved resolved -> resolved.record();
            case ClassificationConfirmed confirmed -> confirmed.record();
            default -> null;
        };
        if (of == null) {
            return new State(state.now().with(fact), state.records());
        }
        return new State(state.now(), Trie.of(state.records()).with(of, state.record(of).with(fact)));
    }

    @Override
    public Decision decide(RetentionCommand command, State state) {
        var schedules = state.now().schedules();
        return switch (command) {
            case AdoptSchedule adopt -> adopt(adopt, schedules);
            case ConfirmSeries confirm -> confirm(confirm, schedules);
            case RetentionCommand c when c.by().role() != Role.CLERK -> refuse(new RetentionRefusal.NotInThisRole(c.by().role()));
            case AdoptRule adopt -> adopt(adopt, schedules);
            case RetireRule retire -> schedules.rules().containsKey(retire.rule())
                    ? Decision.Accepted.of(new RuleRetired(retire.rule(), retire.words(), retire.by().person()))
                    : Decision.Accepted.of();
            case ClassifyRecord classify -> classify(classify, state);
            case ConfirmClassifications confirm -> confirm(confirm, state);
            case ResolveTrigger resolve -> resolve(resolve, state.record(resolve.record()));
            case EnterAuditReport enter -> enter(enter);
        };
    }

    private static Decision adopt(AdoptSchedule adopt, SchedulesNow now) {
        if (!SECOND.contains(adopt.by().role())) {
            return refuse(new RetentionRefusal.NotInThisRole(adopt.by().role()));
        } else if (now.adopted().stream().anyMatch(s -> s.schedule().equals(adopt.schedule()))) {
            return Decision.Accepted.of();
        } else if (adopt.draftedBy().equals(adopt.by().person())) {
            return refuse(new RetentionRefusal.SecondPersonNeeded());
        }
        var codes = new HashSet<SeriesCode>();
        for (var series : adopt.series()) {
            if (!codes.add(series.code())) {
                return refuse(new RetentionRefusal.SeriesTwice(series.code()));
            }
        }
        return Decision.Accepted.of(new ScheduleAdopted(adopt.schedule(), adopt.effectiveFrom(), adopt.series(), adopt.words(),
                adopt.draftedBy(), adopt.by().person()));
    }

    private static Decision confirm(ConfirmSeries confirm, SchedulesNow now) {
        if (!SECOND.contains(confirm.by().role())) {
            return refuse(new RetentionRefusal.NotInThisRole(confirm.by().role()));
        } else if (confirm.readBy().equals(confirm.by().person())) {
            return refuse(new RetentionRefusal.SecondPersonNeeded());
        } else if (now.adopted().stream().filter(s -> s.schedule().equals(confirm.schedule()))
                .noneMatch(s -> s.series().stream().anyMatch(one -> one.code().equals(confirm.series())))) {
            return refuse(new RetentionRefusal.UnknownSeries(confirm.series()));
        }
        return now.confirmed().contains(new SchedulesNow.Confirmed(confirm.schedule(), confirm.series()))
                ? Decision.Accepted.of()
                : Decision.Accepted.of(new SeriesConfirmed(confirm.schedule(), confirm.series(), confirm.words(),
                        confirm.readBy(), confirm.by().person()));
    }

    private static Decision adopt(AdoptRule adopt, SchedulesNow now) {
        var last = now.rules().get(adopt.rule());
        int next = last == null ? 1 : last.number() + 1;
        if (last != null && last.words().equals(adopt.words())) {
            return Decision.Accepted.of();
        } else if (now.retired().contains(adopt.rule())) {
            return refuse(new RetentionRefusal.RuleIsRetired(adopt.rule()));
        } else if (adopt.number() != next) {
            return refuse(new RetentionRefusal.RuleChanged(adopt.rule(), next));
        }
        return isKnown(adopt.series(), now)
                ? Decision.Accepted.of(new RuleAdopted(adopt.rule(), next, adopt.series(), adopt.words(), adopt.by().person(),
                        adopt.previewed(), adopt.previewedAt()))
                : refuse(new RetentionRefusal.UnknownSeries(adopt.series()));
    }

    private static boolean isKnown(SeriesCode series, SchedulesNow now) {
        return now.adopted().stream().anyMatch(s -> s.series().stream().anyMatch(one -> one.code().equals(series)));
    }

    private static Decision classify(ClassifyRecord classify, State state) {
        var evaluated = classify.evaluated();
        var now = state.now();
        var today = classify.by().today();
        var record = state.record(classify.record());
        if (!record.isKnown()) {
            return refuse(new RetentionRefusal.UnknownRecord(classify.record()));
        }
        var outdated = now.outdated(evaluated, state.records(), today).or(() -> joined(evaluated, state));
        if (outdated.isPresent()) {
            return new Decision.Outdated(outdated.get());
        }
        var unknown = classify.series().stream().filter(series -> !isKnown(series, now.schedules())).findFirst();
        if (unknown.isPresent()) {
            return refuse(new RetentionRefusal.UnknownSeries(unknown.get()));
        }
        var made = new RecordClassified(classify.record(), classify.series().stream().distinct().sorted().toList(),
                classify.words(), classify.by().person());
        var before = now.classification(record, evaluated).series().keySet();
        var after = now.classification(record.excepted(made), evaluated).series().keySet();
        return now.isHeld(evaluated, today) && !after.containsAll(before)
                ? refuse(new RetentionRefusal.HoldInForce(classify.record()))
                : Decision.Accepted.of(made);
    }

    /** Of a thread that was read whole, the facts of what joined it since are read too. */
    private static Optional<String> joined(Evaluated evaluated, State state) {
        return evaluated.thread().isEmpty()
                ? Optional.empty()
                : state.records().keySet().stream()
                        .filter(one -> !evaluated.thread().contains(one) && !evaluated.ancestors().contains(one)).findFirst()
                        .map(one -> "record " + evaluated.record() + " was prepared without " + one
                                + ", which joined its thread");
    }

    private static Decision confirm(ConfirmClassifications confirm, State state) {
        var rule = state.now().schedules().rules().get(confirm.rule().rule());
        if (rule == null) {
            return refuse(new RetentionRefusal.RuleIsRetired(confirm.rule().rule()));
        } else if (!rule.version().equals(confirm.rule())) {
            return refuse(new ClassificationRefusal.OfAnotherWording(confirm.rule(), rule.number()));
        }
        var facts = new ArrayList<Fact>();
        for (var one : confirm.classified()) {
            var record = state.record(one.record());
            var outdated = state.now().outdated(one, state.records(), confirm.by().today());
            if (!record.isKnown()) {
                return refuse(new RetentionRefusal.UnknownRecord(one.record()));
            } else if (outdated.isPresent()) {
                return new Decision.Outdated(outdated.get());
            } else if (!one.isMatched(confirm.rule())) {
                return refuse(new ClassificationRefusal.NotMatched(one.record(), confirm.rule()));
            }
            if (!record.confirmed().contains(confirm.rule())) {
                facts.add(new ClassificationConfirmed(one.record(), rule.rule(), rule.number(), confirm.batch(),
                        confirm.by().person()));
            }
        }
        return new Decision.Accepted(facts.stream().distinct().toList(), List.of());
    }

    private static Decision resolve(ResolveTrigger resolve, RecordNow record) {
        if (!record.isKnown()) {
            return refuse(new RetentionRefusal.UnknownRecord(resolve.record()));
        } else if (!resolve.trigger().isOfTheRecord()) {
            return refuse(new RetentionRefusal.NotOfTheRecord(resolve.trigger()));
        } else if (resolve.on().isAfter(resolve.by().today())) {
            return refuse(new RetentionRefusal.InTheFuture(resolve.on()));
        }
        return Decision.Accepted.of(new TriggerResolved(resolve.record(), resolve.trigger(), resolve.on(), resolve.words(),
                resolve.by().person()));
    }

    private static Decision enter(EnterAuditReport enter) {
        if (enter.receivedOn().isAfter(enter.by().today())) {
            return refuse(new RetentionRefusal.InTheFuture(enter.receivedOn()));
        } else if (!enter.receivedOn().isAfter(enter.year().lastDay())) {
            return refuse(new RetentionRefusal.BeforeTheYearEnds(enter.year()));
        }
        return Decision.Accepted.of(new AuditReportReceived(enter.year().year(), enter.receivedOn(), enter.words(),
                enter.by().person()));
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}

package org.cityarchive.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;
import static org.cityarchive.core.retention.RetentionFacts.ANA_THE_ATTORNEY;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.COMPLAINT;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;
import static org.cityarchive.core.retention.RetentionFacts.confirmed;
import static org.cityarchive.core.retention.RetentionFacts.edit;
import static org.cityarchive.core.retention.RetentionFacts.post;
import static org.cityarchive.core.retention.RetentionFacts.record;
import static org.cityarchive.core.retention.RetentionFacts.recorded;
import static org.cityarchive.core.retention.RetentionFacts.rule;
import static org.cityarchive.core.retention.RetentionFacts.ruleFor;
import static org.cityarchive.core.retention.RetentionFacts.schedule;
import static org.cityarchive.core.retention.RetentionFacts.series;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.core.retention.RetentionCommand.ConfirmClassifications;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.junit.jupiter.api.Test;

/** A profile can ask that a person confirms each batch of what a rule classifies, besides adopting the rule (LAW.md C.2). */
class ConfirmingTest {
    private static final RetentionLaw LAW = new RetentionLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(RUTH_THE_CLERK, Role.CLERK, TODAY);
    private static final RecordId POST = record(1);
    private static final String OLD = "2023-05-10T18:00:00Z";
    private static final RecordId OTHER = record(2);
    private static final UUID BATCH = new UUID(5, 5);
    private static final RuleVersion ROUTINELY = new RuleVersion(rule(ROUTINE), 1);
    private static final RuleVersion AGAIN = new RuleVersion(rule(ROUTINE), 2);
    private static final ProfileChosen ASKED = new ProfileChosen(WORDS, Profile.CONFIRMING);
    private static final RuleAdopted REWORDED = new RuleAdopted(rule(ROUTINE), 2, ROUTINE, WORDS, RUTH_THE_CLERK, 1, 1);
    private static final ClassificationConfirmed CONFIRMED = new ClassificationConfirmed(POST, rule(ROUTINE), 1, BATCH,
            RUTH_THE_CLERK);

    private static Fact[] facts(Fact... more) {
        var facts = new ArrayList<Fact>(List.of(schedule(series(ROUTINE, "P3Y", Trigger.CREATION),
                series(COMPLAINT, "P1Y", Trigger.CREATION)), confirmed(ROUTINE), confirmed(COMPLAINT), ruleFor(ROUTINE),
                post(POST, OLD), post(OTHER, OLD)));
        facts.addAll(List.of(more));
        return facts.toArray(Fact[]::new);
    }

    private static Evaluated matched(RecordId record, RuleVersion... rules) {
        var matches = new HashMap<RuleVersion, Boolean>();
        for (var rule : rules) {
            matches.put(rule, true);
        }
        return new Evaluated(record, 100, List.of(), Map.of(), matches);
    }

    private static ConfirmClassifications confirm(RuleVersion rule, Evaluated... some) {
        return new ConfirmClassifications(BATCH, rule, List.of(some), RUTH);
    }

    /** What stands in the way of the post today. */
    private static List<Obstacle> obstacles(Evaluated evaluated, Fact... facts) {
        var now = RetentionNow.NONE;
        var record = RecordNow.UNKNOWN;
        for (var one : recorded(facts)) {
            now = now.with(one);
            record = one.fact().equals(post(OTHER, OLD)) ? record : record.with(one);
        }
        return now.obstacles(record, evaluated, TODAY, CITY).stream().filter(o -> o.standsOn(TODAY)).toList();
    }

    @Test
    void whatNobodyConfirmedIsNotDueWhileTheProfileAsks() {
        var matched = matched(POST, ROUTINELY);
        assertThat(obstacles(matched, facts())).as("adopting the rule is enough").isEmpty();
        assertThat(obstacles(matched, facts(ASKED))).containsExactly(new RetentionObstacle.ClassificationUnconfirmed());
        assertThat(obstacles(matched, facts(ASKED, CONFIRMED))).isEmpty();
        assertThat(obstacles(matched, facts(CONFIRMED, ASKED))).as("confirmed before anybody asked").isEmpty();
        assertThat(obstacles(matched, facts(ASKED, new ProfileChosen(BATCH, Profile.PLAIN)))).isEmpty();
    }

    @Test
    void aNewWordingIsConfirmedAnew() {
        assertThat(obstacles(matched(POST, AGAIN), facts(ASKED, CONFIRMED, REWORDED)))
                .containsExactly(new RetentionObstacle.ClassificationUnconfirmed());
        var again = new ClassificationConfirmed(POST, rule(ROUTINE), 2, BATCH, RUTH_THE_CLERK);
        assertThat(obstacles(matched(POST, AGAIN), facts(ASKED, CONFIRMED, REWORDED, again))).isEmpty();
    }

    @Test
    void eachRuleThatClassifiesItIsConfirmed() {
        var both = matched(POST, ROUTINELY, new RuleVersion(rule(COMPLAINT), 1));
        assertThat(obstacles(both, facts(ASKED, ruleFor(COMPLAINT), CONFIRMED)))
                .containsExactly(new RetentionObstacle.ClassificationUnconfirmed());
        assertThat(obstacles(both, facts(ASKED, ruleFor(COMPLAINT), CONFIRMED,
                new ClassificationConfirmed(POST, rule(COMPLAINT), 1, BATCH, RUTH_THE_CLERK)))).isEmpty();
    }

    @Test
    void anExceptionIsAPersonsWordAlready() {
        var exception = new RecordClassified(POST, List.of(COMPLAINT), WORDS, RUTH_THE_CLERK);
        assertThat(obstacles(matched(POST, ROUTINELY), facts(ASKED, exception))).isEmpty();
    }

    @Test
    void theClerkConfirmsWhatTheWordingMatchesOnce() {
        var confirm = confirm(ROUTINELY, matched(POST, ROUTINELY), matched(OTHER, ROUTINELY));
        var other = new ClassificationConfirmed(OTHER, rule(ROUTINE), 1, BATCH, RUTH_THE_CLERK);
        given(LAW, facts(ASKED)).when(confirm).then(CONFIRMED, other);
        given(LAW, facts(ASKED, CONFIRMED)).when(confirm).then(other);
        given(LAW, facts(ASKED, CONFIRMED, other)).when(confirm).then();
        given(LAW, facts(ASKED))
                .when(new ConfirmClassifications(BATCH, ROUTINELY, List.of(matched(POST, ROUTINELY)),
                        new Acting(ANA_THE_ATTORNEY, Role.ATTORNEY, TODAY)))
                .thenRefused(new RetentionRefusal.NotInThisRole(Role.ATTORNEY));
    }

    @Test
    void nobodyConfirmsWhatWasNotLookedAt() {
        given(LAW, facts(ASKED, REWORDED)).when(confirm(ROUTINELY, matched(POST, ROUTINELY, AGAIN)))
                .thenRefused(new ClassificationRefusal.OfAnotherWording(ROUTINELY, 2));
        given(LAW, facts(ASKED)).when(confirm(ROUTINELY, new Evaluated(POST, 100, List.of(), Map.of(), Map.of(ROUTINELY, false))))
                .thenRefused(new ClassificationRefusal.NotMatched(POST, ROUTINELY));
        given(LAW, facts(ASKED)).when(confirm(ROUTINELY, matched(record(9), ROUTINELY)))
                .thenRefused(new RetentionRefusal.UnknownRecord(record(9)));
        given(LAW, facts(ASKED, new RuleRetired(rule(ROUTINE), WORDS, RUTH_THE_CLERK)))
                .when(confirm(ROUTINELY, matched(POST, ROUTINELY)))
                .thenRefused(new RetentionRefusal.RuleIsRetired(rule(ROUTINE)));
    }

    @Test
    void anEditThatCameMeanwhileSendsItBack() {
        var before = new Evaluated(POST, 5, List.of(), Map.of(), Map.of(ROUTINELY, true));
        assertThat(given(LAW, facts(ASKED, edit(POST, "2023-05-11T18:00:00Z"))).when(confirm(ROUTINELY, before)).decision())
                .isInstanceOf(Decision.Outdated.class);
    }
}

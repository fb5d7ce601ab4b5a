package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.MANAGER;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import org.cityarchive.core.hold.HoldCommand;
import org.cityarchive.core.hold.HoldId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Nothing is read into the index here: what is decided is decided by the vault's words. */
class PreparingTest {
    private static JudgedTown town;

    @BeforeAll
    static void settle() throws IOException {
        town = new JudgedTown();
        town.store.projections.start();
        town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.COMPLAINT, "P3Y", Trigger.CLOSED));
        town.rule("routine", RetentionFacts.ROUTINE);
        town.rule("complaint", RetentionFacts.COMPLAINT);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static List<String> standing(RecordId record) {
        var prepared = town.preparing.prepare(List.of(record), TODAY);
        return prepared.obstacles(prepared.candidates().getFirst(), TODAY, CITY).stream().filter(o -> o.standsOn(TODAY))
                .map(Obstacle::name).toList();
    }

    @Test
    void aRecordIsJudgedByItsWordsInTheVault() {
        assertThat(standing(town.say("old", null, "routine notice", "2020-03-01"))).isEmpty();
        assertThat(standing(town.say("young", null, "routine notice", "2025-03-01"))).containsExactly("obliged");
        assertThat(standing(town.say("open", null, "a complaint, not routine", "2020-03-01")))
                .containsExactly("trigger-unresolved");
        assertThat(standing(town.say("nothing", null, "hello", "2020-03-01"))).containsExactly("unclassified");
        assertThat(standing(new RecordId(UUID.randomUUID()))).containsExactly("integrity-unproven");
    }

    @Test
    void aParentIsPreparedWithWhatAnswersIt() {
        var parent = town.say("asked", null, "routine question", "2020-03-01");
        var child = town.say("answer", "asked", "routine answer", "2020-03-02");
        assertThat(standing(parent)).isEmpty();
        town.say("thanks", "answer", "routine thanks", "2025-01-01");

        assertThat(standing(child)).containsExactly("reply-kept");
        assertThat(standing(parent)).containsExactly("reply-kept");
        var prepared = town.preparing.prepare(List.of(parent, child), TODAY);
        assertThat(prepared.candidates().getFirst().replies()).containsExactly(prepared.candidates().getLast());
        assertThat(prepared.candidates().getLast().evaluated().ancestors()).containsExactly(parent);
    }

    /** Comments end before the post that they answer: it is then proposed, approved and destroyed like any. */
    @Test
    void whatADestroyedReplyAnsweredMayGo() {
        var parent = town.say("post", null, "routine post", "2020-03-01");
        var reply = town.say("went first", "post", "routine comment", "2020-03-02");
        assertThat(ended(reply)).isInstanceOf(Decision.Accepted.class);
        assertThat(standing(parent)).isEmpty();
        assertThat(ended(parent)).isInstanceOfSatisfying(Decision.Accepted.class,
                accepted -> assertThat(accepted.facts()).hasAtLeastOneElementOfType(RecordDestroyed.class));
    }

    /** The last step's answer; each step is prepared anew. */
    private static Decision ended(RecordId record) {
        var disposition = new DispositionId(UUID.randomUUID());
        var proposed = town.preparing.prepare(List.of(record), TODAY);
        assertThat(town.send(new ProposeDisposition(disposition, proposed.candidates(), proposed.position(), town.words(), null,
                CITY, CLERK))).isInstanceOf(Decision.Accepted.class);
        town.send(new ReviewRecords(disposition, List.of(record), CLERK));
        town.send(new SubmitDisposition(disposition, CLERK));
        assertThat(town.send(new ApproveDisposition(disposition, town.preparing.prepare(List.of(record), TODAY).candidates(),
                town.words(), town.words(), TODAY, CITY, MANAGER))).isInstanceOf(Decision.Accepted.class);
        return town.send(new DestroyRecords(disposition, town.preparing.prepare(List.of(record), TODAY).candidates(), CITY,
                CLERK));
    }

    @Test
    void holdsOnWordsRecordsAndThreadsBindAtOnce() {
        var parent = town.say("held", null, "routine question about quartz", "2020-03-01");
        var child = town.say("held-too", "held", "routine answer", "2020-03-02");
        var hold = town.hold("quartz", Set.of(), Set.of());
        assertThat(standing(parent)).containsExactly("held");
        assertThat(standing(child)).isEmpty();
        var thread = town.hold(null, Set.of(), Set.of(parent));
        assertThat(standing(child)).containsExactly("held");
        var single = town.hold(null, Set.of(child), Set.of());
        town.release(hold, TODAY.minusDays(31));
        town.release(thread, TODAY.minusDays(30));
        town.release(single, TODAY.minusDays(31));
        assertThat(standing(child)).containsExactly("cooling-off");
        assertThat(standing(parent)).as("its reply still cools off").containsExactly("cooling-off", "reply-kept");
    }

    @Test
    void anOpenRequestKeepsARecord() {
        var record = town.say("wanted", null, "routine", "2020-03-01");
        var request = new RequestId(UUID.randomUUID());
        town.send(new ReceiveRequest(request, town.words(), CLERK));
        town.send(new IncludeRecords(request, List.of(record), CLERK));
        assertThat(standing(record)).containsExactly("in-request");
    }

    @Test
    void aHoldThatComesAfterThePreparationSendsTheDecisionBack() {
        var record = town.say("almost", null, "routine zircon", "2020-03-01");
        var disposition = new DispositionId(UUID.randomUUID());
        var proposed = town.preparing.prepare(List.of(record), TODAY);
        town.send(
                new ProposeDisposition(disposition, proposed.candidates(), proposed.position(), town.words(), null, CITY, CLERK));
        town.send(new ReviewRecords(disposition, List.of(record), CLERK));
        town.send(new SubmitDisposition(disposition, CLERK));
        assertThat(town.send(new ApproveDisposition(disposition, List.of(), town.words(), town.words(), TODAY, CITY, MANAGER)))
                .as("what was not looked at is approved by nobody").isInstanceOf(Decision.Outdated.class);
        town.send(new ApproveDisposition(disposition, town.preparing.prepare(List.of(record), TODAY).candidates(), town.words(),
                town.words(), TODAY, CITY, MANAGER));

        var prepared = town.preparing.prepare(List.of(record), TODAY);
        town.hold("zircon", Set.of(), Set.of());
        assertThat(town.send(new DestroyRecords(disposition, prepared.candidates(), CITY, CLERK)))
                .isInstanceOf(Decision.Outdated.class);

        var again = town.preparing.prepare(List.of(record), TODAY);
        assertThat(town.send(new DestroyRecords(disposition, again.candidates(), CITY, CLERK)))
                .isInstanceOfSatisfying(Decision.Accepted.class, accepted -> assertThat(accepted.facts())
                        .containsExactly(new RecordExcepted(disposition, record, Because.HELD, null)));
    }

    @Test
    void whatIsNotWhatWasCapturedStays() throws SQLException {
        var record = town.say("forged", null, "routine", "2020-03-01");
        try (var owner = town.store.database.superuser();
                var change = owner.prepareStatement(
                        "update vault_part set sealed = set_byte(sealed, 20, (get_byte(sealed, 20) + 1) % 256) where record = ?")) {
            change.setObject(1, record.value());
            assertThat(change.executeUpdate()).isPositive();
        }
        assertThat(standing(record)).contains("integrity-unproven");
    }

    @Test
    void aScopeThatCannotBeReadCoversEverything() throws IOException {
        try (var other = new JudgedTown()) {
            other.store.projections.start();
            other.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION));
            other.rule("routine", RetentionFacts.ROUTINE);
            var record = other.say("safe", null, "routine", "2020-03-01");
            other.send(new HoldCommand.PlaceHold(
                    new HoldId(UUID.randomUUID()), other.words(), UUID.randomUUID(),
                    JudgedTown.ATTORNEY));
            var prepared = other.preparing.prepare(List.of(record), TODAY);
            assertThat(prepared.obstacles(prepared.candidates().getFirst(), TODAY, CITY)).extracting(Obstacle::name)
                    .contains("held");
        }
    }
}

package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ServeNotice;
import org.cityarchive.core.disposition.DispositionCommand.WithdrawMark;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is over 50 years old is due by the offer of the list on which it stands, as the law counts it, and by no other list's. */
class OfferedListsTest {
    private static final LocalDate LONG_AGO = TODAY.minusDays(40);

    private static DispositionId proposed(JudgedTown town, List<RecordId> records) {
        var list = new DispositionId(UUID.randomUUID());
        var prepared = town.preparing.prepare(records, TODAY);
        town.send(new ProposeDisposition(list, prepared.candidates(), prepared.position(), town.words(), null, CITY, CLERK));
        return list;
    }

    private static String reason(JudgedTown town, RecordId record) {
        town.settleDown();
        return JdbcClient.create(town.store.database.connections())
                .sql("select " + DueRows.first() + " from retention_record where record = :record").param("day", TODAY)
                .param("record", record.value()).query(String.class).single();
    }

    private static ServeNotice notice(JudgedTown town, DispositionId list) {
        return new ServeNotice(list, town.words(), new Acting(RetentionFacts.RUTH_THE_CLERK, Role.CLERK, LONG_AGO));
    }

    @Test
    void theNoticeOfItsOwnListCounts() throws IOException {
        try (var town = new JudgedTown().marking()) {
            town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION));
            town.rule("kind:post", RetentionFacts.ROUTINE);
            var old = town.say("old", null, "the mill burned down", "1970-03-01");
            var other = town.say("other", null, "the mill was built again", "1971-03-01");
            var first = proposed(town, List.of(old, other));
            var second = proposed(town, List.of(old));
            assertThat(reason(town, old)).isEqualTo("offer");
            town.send(notice(town, second));
            assertThat(reason(town, old)).as("the list that it stands on first was not offered").isEqualTo("offer");
            town.send(new ExceptRecords(first, other, town.words(), CLERK));
            town.send(notice(town, first));
            assertThat(reason(town, old)).isEqualTo("due");
            assertThat(reason(town, other)).as("it had dropped out before the offer").isEqualTo("offer");
            town.send(new WithdrawMark(first, other, CLERK));
            assertThat(reason(town, other)).as("it is on the list again, which was offered").isEqualTo("due");
            town.send(new ExceptRecords(first, old, town.words(), CLERK));
            assertThat(reason(town, old)).as("by the other list").isEqualTo("due");
        }
    }
}

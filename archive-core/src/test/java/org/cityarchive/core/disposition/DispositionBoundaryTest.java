package org.cityarchive.core.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.disposition.DispositionCommand.AnswerOffer;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.TransferRecords;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.InMemoryBoundary;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionNow;
import org.junit.jupiter.api.Test;

/** What the decision over a list must have seen: without one of these reads it could be taken beside a fact that forbids it. */
class DispositionBoundaryTest {
    private static final RecordId POST = new RecordId(new UUID(1, 1));
    private static final RecordId ANSWERED = new RecordId(new UUID(1, 2));
    private static final RecordId REPLY = new RecordId(new UUID(1, 3));

    private static Candidate candidate(RecordId record, List<RecordId> ancestors, Candidate... replies) {
        return new Candidate(new Evaluated(record, 100, ancestors, new TreeMap<>(), new TreeMap<>()), true, List.of(replies));
    }

    @Test
    void itSeesEachRecordWhatItAnswersWhatAnswersItAndWhoAnswersThese() {
        var reads = DispositionLaw.of(List.of(candidate(POST, List.of(ANSWERED), candidate(REPLY, List.of(POST)))));
        for (var record : List.of(POST, ANSWERED, REPLY)) {
            assertThat(reads).contains(new Read(Set.of(new Tagged("record", record.toString())), Set.of()),
                    new Read(Set.of(new Tagged("parent", record.toString())), Set.of()));
        }
    }

    @Test
    void itSeesTheRestOfAThreadThatIsAskedForWhole() { // what joins it, and what of it is worded anew
        var beside = new RecordId(new UUID(1, 4));
        var alone = new Evaluated(POST, 100, List.of(ANSWERED), new TreeMap<>(), new TreeMap<>());
        var within = new Candidate(alone.within(Set.of(POST, ANSWERED, beside), Set.of()), true, List.of());
        assertThat(DispositionLaw.of(List.of(within))).contains(
                new Read(Set.of(new Tagged("record", beside.toString())), Set.of()),
                new Read(Set.of(new Tagged("parent", beside.toString())), Set.of()));
    }

    @Test
    void itSeesEveryRequestThatIsClosed() {
        assertThat(DispositionLaw.of(List.of(candidate(POST, List.of()))))
                .contains(new Read(Set.of(), Set.of(RequestClosed.class)));
    }

    @Test
    void anApprovalSeesWhatNamesItsRecordsToo() {
        var candidates = List.of(candidate(POST, List.of(ANSWERED), candidate(REPLY, List.of(POST))));
        var by = new Acting(new PersonId(new UUID(1, 9)), Role.MANAGER, LocalDate.EPOCH);
        var reads = new DispositionLaw().boundary(new ApproveDisposition(new DispositionId(new UUID(7, 1)), candidates,
                new UUID(9, 9), null, LocalDate.EPOCH, ZoneOffset.UTC, by)).reads();
        assertThat(reads).containsAll(DispositionLaw.of(candidates)).contains(new Read(Set.of(), RetentionNow.READS));
    }

    @Test
    void aHandOverAndAClaimSeeWhatOthersSaidOfTheirRecordWhateverListItWasOn() { // taken at once on two servers, one is taken again
        var list = new DispositionId(new UUID(7, 1));
        var by = new Acting(new PersonId(new UUID(1, 9)), Role.CLERK, LocalDate.EPOCH);
        for (var command : List.of(
                new TransferRecords(list, List.of(POST), OfferedTo.PUBLIC, new UUID(8, 8), new UUID(9, 9), by),
                new AnswerOffer(list, POST, OfferedTo.PUBLIC, true, new UUID(9, 9), by))) {
            assertThat(new DispositionLaw().boundary(command).reads())
                    .anyMatch(read -> read.tags().equals(Set.of(new Tagged("record", POST.toString()))) && read.types()
                            .containsAll(List.of(OfferAnswered.class, RecordTransferred.class, RecordDestroyed.class)))
                    .anyMatch(read -> read.tags().equals(Set.of(new Tagged("disposition", list.toString())))
                            && (read.types().isEmpty() || read.types().contains(DispositionProposed.class)));
        }
    }

    @Test
    void aDecisionOnSomeOfALongListReadsOnlyTheirProposals() {
        var store = new InMemoryBoundary(List.of(DispositionEvent.class));
        var list = new DispositionId(new UUID(7, 1));
        var clerk = new PersonId(new UUID(1, 8));
        for (var record : List.of(POST, ANSWERED, REPLY)) {
            store.append(new Boundary(0, List.of()), store.head(), List.of(new DispositionProposed(list, LocalDate.EPOCH,
                    List.of(record), 1, new UUID(9, 9), null, false, false, clerk)));
        }
        store.append(new Boundary(0, List.of()), store.head(), List.of(new DispositionSubmitted(list, clerk)));
        var by = new Acting(clerk, Role.CLERK, LocalDate.EPOCH);
        var second = new ProposedAt(2, 2);
        for (var command : List.of(
                new DestroyRecords(list, List.of(candidate(ANSWERED, List.of())), second, ZoneOffset.UTC, by),
                new ExceptRecords(list, List.of(ANSWERED), second, new UUID(9, 9), by),
                new AnswerOffer(list, List.of(ANSWERED), List.of(), second, OfferedTo.PUBLIC, true, new UUID(9, 9), by),
                new TransferRecords(list, List.of(ANSWERED), List.of(), second, OfferedTo.PUBLIC, new UUID(8, 8),
                        new UUID(9, 9), by))) {
            var boundary = new DispositionLaw().boundary(command);
            assertThat(store.source(boundary, store.head())).as("%s", command).extracting(Recorded::position)
                    .containsExactly(2L, 4L);
            assertThat(boundary.reads()).as("what ends it sends it back, wherever it comes")
                    .anyMatch(read -> read.types().contains(DispositionWithdrawn.class) && read.upTo() == Long.MAX_VALUE
                            && read.since() == 1); // not among the steps of all lists that were before
        }
    }

    @Test
    void whoNamesAnotherProposalThanARecordsOwnIsToldThatItIsNotOnTheList() {
        var list = DispositionFacts.BATCH;
        var except = new ExceptRecords(list, List.of(REPLY), new ProposedAt(1, 1), new UUID(9, 9), DispositionFacts.RUTH);
        given(new DispositionLaw(), DispositionFacts.proposed(POST)).when(except)
                .thenRefused(new DispositionRefusal.NotOnTheList(REPLY));
    }
}

package org.cityarchive.core.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestCommand.CloseRequest;
import org.cityarchive.core.request.RequestCommand.ExcludeRecord;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestEvent.RequestReceived;
import org.junit.jupiter.api.Test;

class RequestLawTest {
    private static final RequestLaw LAW = new RequestLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    private static final Acting RUTH = new Acting(new PersonId(new UUID(1, 1)), Role.CLERK, TODAY);
    private static final RequestId REQUEST = new RequestId(new UUID(6, 1));
    private static final RecordId RECORD = new RecordId(new UUID(2, 1));
    private static final UUID WORDS = new UUID(9, 9);
    private static final RequestReceived RECEIVED = new RequestReceived(REQUEST, TODAY, WORDS, RUTH.person());
    private static final RecordIncluded INCLUDED = new RecordIncluded(REQUEST, RECORD, RUTH.person());
    private static final RecordExcluded EXCLUDED = new RecordExcluded(REQUEST, RECORD, WORDS, RUTH.person());
    private static final RequestClosed CLOSED = new RequestClosed(REQUEST, TODAY, WORDS, RUTH.person());

    @Test
    void theClerkKeepsTheRequests() {
        given(LAW).when(new ReceiveRequest(REQUEST, WORDS, RUTH)).then(RECEIVED);
        given(LAW, RECEIVED).when(new ReceiveRequest(REQUEST, WORDS, RUTH)).then();
        given(LAW).when(new ReceiveRequest(REQUEST, WORDS, new Acting(RUTH.person(), Role.COMMUNICATIONS_MANAGER, TODAY)))
                .thenRefused(new RequestRefusal.NotInThisRole(Role.COMMUNICATIONS_MANAGER));
    }

    @Test
    void recordsAreIncludedOnce() {
        var include = new IncludeRecords(REQUEST, List.of(RECORD, RECORD), RUTH);
        given(LAW, RECEIVED).when(include).then(INCLUDED);
        given(LAW, RECEIVED, INCLUDED).when(include).then();
        given(LAW, RECEIVED, INCLUDED, EXCLUDED).when(include).then(INCLUDED);
        given(LAW).when(include).thenRefused(new RequestRefusal.UnknownRequest(REQUEST));
    }

    @Test
    void aClosedRequestTakesNothingMoreIn() {
        given(LAW, RECEIVED).when(new CloseRequest(REQUEST, WORDS, RUTH)).then(CLOSED);
        given(LAW, RECEIVED, CLOSED).when(new CloseRequest(REQUEST, WORDS, RUTH)).then();
        given(LAW, RECEIVED, CLOSED).when(new IncludeRecords(REQUEST, List.of(RECORD), RUTH))
                .thenRefused(new RequestRefusal.Closed(REQUEST));
        given(LAW, RECEIVED, INCLUDED, CLOSED).when(new ExcludeRecord(REQUEST, RECORD, WORDS, RUTH))
                .thenRefused(new RequestRefusal.Closed(REQUEST));
    }

    @Test
    void whatIsDestroyedIsShownToNobody() {
        given(LAW, RECEIVED, new RecordDestroyed(RECORD, new UUID(7, 7), TODAY, TODAY))
                .when(new IncludeRecords(REQUEST, List.of(RECORD), RUTH)).thenRefused(new RequestRefusal.Destroyed(RECORD));
    }

    @Test
    void anOpenRequestKeepsItsRecordsUntilItIsClosedOrTheyAreExcluded() {
        assertThat(now(RECEIVED, INCLUDED).obstacles(RECORD)).containsExactly(new InRequest(REQUEST));
        assertThat(now(RECEIVED, INCLUDED, EXCLUDED).obstacles(RECORD)).isEmpty();
        assertThat(now(RECEIVED, INCLUDED, CLOSED).obstacles(RECORD)).isEmpty();
    }

    private static RequestsNow now(Fact... facts) {
        var now = RequestsNow.NONE;
        for (var fact : facts) {
            now = now.with(fact);
        }
        return now;
    }
}

package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.account.AccountRegister;

/**
 * A line of a destroyed record, where it stood: what of it may be told (LAW.md C.8).
 *
 * @param kind post, comment, message or profile
 * @param at when it was made, else first seen
 * @param dated the day from which its age counted
 * @param endedOn the city day of its destruction
 * @param disposition by which it went
 * @param series codes of those it belonged to then; none where that was not kept
 */
public record Stub(RecordId id, AccountRegister.Entry account, String kind, Instant at, LocalDate dated, LocalDate endedOn,
        UUID disposition, List<String> series) {

    /** Where what remains of it is shown. */
    public String href() {
        return "/record/" + id;
    }

    /** Where the certificate of its destruction is. */
    public String certificate() {
        return "/disposition/" + disposition + "/certificate";
    }

    /** Such as "CB-ROUTINE, CB-COMMENT"; empty where none is known. */
    public String seriesLine() {
        return String.join(", ", series);
    }
}

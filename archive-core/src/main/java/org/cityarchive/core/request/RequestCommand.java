package org.cityarchive.core.request;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;

/** What may be asked about requests for public records. Words are ids of sealed text. */
public sealed interface RequestCommand extends Command {
    /** How many records one command names at most. */
    int MOST = 500;

    RequestId request();

    Acting by();

    /** Enter a request as received today; entered already, it changes nothing. */
    record ReceiveRequest(RequestId request, UUID words, Acting by) implements RequestCommand {}

    /**
     * Let records be kept for it.
     *
     * @param records at most {@link RequestCommand#MOST}
     */
    record IncludeRecords(RequestId request, List<RecordId> records, Acting by) implements RequestCommand {}

    /** Say that a record is not what is asked for. */
    record ExcludeRecord(RequestId request, RecordId record, UUID words, Acting by) implements RequestCommand {}

    /** Close it; closed already, it changes nothing. */
    record CloseRequest(RequestId request, UUID words, Acting by) implements RequestCommand {}
}

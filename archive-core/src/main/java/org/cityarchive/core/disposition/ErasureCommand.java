package org.cityarchive.core.disposition;

import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;

/** What may be asked after a destruction: to write down that a key is gone, and what becomes of a record that came back. */
public sealed interface ErasureCommand extends Command {

    /** Write down what the key provider says. Said already, nothing changes. */
    record TellKeyDestroyed(DispositionId disposition, String key, String provider, Instant at, String receipt)
            implements
                ErasureCommand {}

    /**
     * Write down that a certificate was issued. Nothing changes where one of this number, or one that says the same, was before, nor where
     * the facts tell of other destructions or keys, or where it is conclusive and the list is not through.
     *
     * @param number from 1, one more than those before
     * @param conclusive whether no copy of a key is outstanding and the list is completed or withdrawn
     * @param records destructions of which it tells
     * @param keys destroyed keys of which it tells
     * @param digest SHA-256 of its bytes
     * @param words id under which it lies sealed
     */
    record IssueCertificate(DispositionId disposition, int number, boolean conclusive, int records, int keys, Commitment digest,
            UUID words) implements ErasureCommand {}

    /**
     * Say that what came back of a destroyed record is a record again.
     *
     * @param words id of the sealed reason
     */
    record KeepReturn(RecordId record, UUID words, Acting by) implements ErasureCommand {}

    /**
     * Destroy what came back of a destroyed record, by the approval under which the record was destroyed, where nothing stands against it.
     *
     * @param disposition the batch by which the record was destroyed
     * @param candidate prepared as for any destruction
     * @param city the zone in which law is counted
     */
    record DestroyReturn(DispositionId disposition, Candidate candidate, ZoneId city, Acting by) implements ErasureCommand {}
}

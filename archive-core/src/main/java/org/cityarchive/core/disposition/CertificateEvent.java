package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.SeriesCode;

/** What a certificate of destruction rests on besides the destruction itself, and that one was issued. */
public sealed interface CertificateEvent extends Fact {
    DispositionId disposition();

    /**
     * By which series and rules these records of one commit were judged when they were destroyed: their words can be asked no more.
     *
     * @param series codes of all that they belonged to, in order
     * @param rules that put them there; none: a person's exception did
     * @param keptFrom the first of the last days on which their periods kept them
     * @param keptThrough the last of these days
     */
    @Event(namespace = "disposition", name = "SeriesApplied", version = "1")
    record SeriesApplied(@EventTag(key = "disposition") DispositionId disposition, List<RecordId> records,
            List<SeriesCode> series, List<RuleVersion> rules, LocalDate keptFrom, LocalDate keptThrough)
            implements
                CertificateEvent {
        public SeriesApplied {
            records = List.copyOf(records);
            series = List.copyOf(series);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A certificate of destruction was issued; it takes the place of the one before it (EVIDENCE.md §4).
     *
     * @param number from 1, one more with each of the disposition
     * @param conclusive whether the list is through, and every key above the records and every copy of one is gone; else it is interim
     * @param records destructions of which it tells
     * @param keys destroyed keys of which it tells
     * @param digest SHA-256 of its bytes
     * @param words id under which it lies sealed: it names people
     */
    @Event(namespace = "disposition", name = "CertificateIssued", version = "1")
    record CertificateIssued(@EventTag(key = "disposition") DispositionId disposition, int number, boolean conclusive,
            int records, int keys, Commitment digest, UUID words) implements CertificateEvent {}
}

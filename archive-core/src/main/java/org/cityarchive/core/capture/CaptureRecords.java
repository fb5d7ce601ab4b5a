package org.cityarchive.core.capture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/**
 * Capture a batch, whole or not at all: the one command that ingest leads to. It carries what was known of its records at a position,
 * and content already sealed.
 *
 * @param readAt position up to which {@code standings} holds every fact of the records
 * @param with rows that commit with the batch
 */
public record CaptureRecords(long readAt, Standings standings, List<Offered> offered, List<Kept> with) implements Command {

    /**
     * An observation, identified and printed.
     *
     * @param parent what it answers
     * @param shown prints of the version fields it shows; null when it shows no content
     * @param counterPrint print of the samples; null when there are none
     * @param sealed null when nothing of it need be kept but the sighting
     */
    public record Offered(RecordId record, Origin origin, @Nullable RecordId parent, boolean parentAssumed, Sighting sighting,
            @Nullable SortedMap<String, Print> shown, @Nullable Print counterPrint, SortedMap<String, Long> counters,
            @Nullable Sealed sealed) {
        public Offered with(Sealed content) {
            return new Offered(record, origin, parent, parentAssumed, sighting, shown, counterPrint, counters, content);
        }
    }

    /**
     * Content sealed under the record's key.
     *
     * @param rows the vault rows that hold it
     */
    public record Sealed(int number, Commitment content, long bytes, List<Medium> media, List<Kept> rows) {
        /** A medium's bytes, sealed. */
        public record Medium(int index, String mediaType, Commitment content, long bytes) {}
    }

    /**
     * What an observation would come to.
     *
     * @param number of the part that has to be sealed for it; 0 when none has
     */
    public record Outlook(CaptureChannel.Outcome outcome, int number) {
        static final Outlook FIRST = new Outlook(CaptureChannel.Outcome.NEW_RECORD, 1);

        static Outlook of(CaptureLaw.Judgement judged) {
            return new Outlook(judged.outcome(), judged.number());
        }
    }

    /** What was known of the batch's records when it was prepared. */
    public static final class Standings {
        final Map<RecordId, RecordStanding> byRecord;

        private Standings(Map<RecordId, RecordStanding> byRecord) {
            this.byRecord = byRecord;
        }

        /**
         * What is known of these records.
         *
         * @param facts every fact of each record's life, in order; empty for one not known yet
         * @param beside the sightings kept beside the facts
         * @param ended the destruction before that life, of those records that have one
         * @param print gives the print of samples, under the record's key
         */
        public static Standings of(Map<RecordId, List<CaptureEvent>> facts, Map<RecordId, List<Sighted>> beside,
                Map<RecordId, RecordLife.Ended> ended, Function<Sighted, @Nullable Print> print) {
            var standings = new HashMap<RecordId, RecordStanding>();
            facts.forEach((record, told) -> {
                var before = ended.get(record);
                var standing = before == null ? RecordStanding.UNKNOWN : RecordStanding.after(before);
                for (var fact : told) {
                    standing = standing.after(fact);
                }
                for (var row : beside.getOrDefault(record, List.of())) {
                    standing = standing.with(row, print.apply(row));
                }
                standings.put(record, standing);
            });
            return new Standings(standings);
        }

        /**
         * What these observations would come to, in their order; asked before anything is sealed. A record that nobody knew, seen once, is
         * new whatever was seen of it: nearly all are, and those are not judged twice.
         */
        public List<Outlook> outlook(List<Offered> offered) {
            var times = new HashMap<RecordId, Integer>();
            offered.forEach(offer -> times.merge(offer.record(), 1, Integer::sum));
            var judged = CaptureLaw.judge(this, offered.stream().filter(offer -> !isFirst(offer, times)).toList()).iterator();
            var outlook = new ArrayList<Outlook>(offered.size());
            for (var offer : offered) {
                outlook.add(isFirst(offer, times) ? Outlook.FIRST : Outlook.of(judged.next()));
            }
            return outlook;
        }

        private boolean isFirst(Offered offer, Map<RecordId, Integer> times) {
            var standing = byRecord.getOrDefault(offer.record(), RecordStanding.UNKNOWN);
            return times.getOrDefault(offer.record(), 0) == 1 && standing.isNew() && standing.ended() == null;
        }
    }
}

package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;

/**
 * Raw bytes as a source sent them, and the fact that kept them.
 *
 * @param position of the fact
 * @param part number of the sealed part
 * @param title what the fact told
 * @param version the wording it told; 0 none
 */
public record Received(long position, int part, String title, int version, Instant observedAt, String source, long bytes) {

    /** Everything received of a record, the latest kept first. */
    static List<Received> all(RecordAt record) {
        var seen = new HashSet<Integer>();
        var all = new ArrayList<Received>();
        for (var words : FactWords.all(record.view())) {
            var fact = words.recorded().fact();
            var version = fact.version();
            if (version != null && seen.add(version.number())) {
                all.add(new Received(words.recorded().position(), version.number(), words.title(), words.version(),
                        words.observedAt(), words.source(), version.bytes()));
            }
        }
        return List.copyOf(all.reversed());
    }

    /** The one that {@code fact} or {@code version} names, else that of the wording that stood; empty where nothing was received. */
    static Optional<Received> chosen(RecordAt record, Parameters given) {
        var all = all(record);
        var position = given.number("fact");
        if (position.isPresent()) {
            long asked = position.get();
            return Optional.of(all.stream().filter(r -> r.position() == asked).findFirst().orElseThrow(
                    () -> new BadParameter("fact",
                            "The parameter fact takes the number of a fact that kept raw bytes of this record.")));
        }
        if (record.wordings().isEmpty()) {
            return all.stream().findFirst();
        }
        int part = RecordsAsked.wording(record, given).part();
        return all.stream().filter(r -> r.part() == part).findFirst().or(() -> all.stream().findFirst());
    }

    /** Such as "1,482 bytes". */
    public String size() {
        return FactWords.size(bytes);
    }
}

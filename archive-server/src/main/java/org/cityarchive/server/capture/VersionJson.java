package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.jspecify.annotations.Nullable;

/**
 * One wording of a record as the API gives it: the record, and what the wording adds.
 *
 * @param version its place among the record's wordings, from 1
 * @param from when it began on the platform
 * @param to when the next one began; absent for the last
 * @param observedAt when a source saw it
 * @param keptAt when the archive kept it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionJson(@JsonUnwrapped RecordJson record, int version, Instant from, @Nullable Instant to, ContentJson content,
        Instant observedAt, Instant keptAt, String source) {

    /** What a wording shows; absent where the source did not show it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ContentJson(@Nullable String text, RecordJson.@Nullable Author author, @Nullable String parent,
            @Nullable String url, @Nullable String lang, List<RecordJson.Media> media, SortedMap<String, Long> counters) {}

    static VersionJson of(RecordAt record, Wording wording) {
        var content = wording.content();
        var json = RecordJson.of(record, content, null);
        return new VersionJson(json, wording.number(), wording.from(), wording.to(), content(record, json, wording),
                wording.sighting().observedAt(), wording.keptAt(), wording.sighting().source());
    }

    private static ContentJson content(RecordAt at, RecordJson record, Wording wording) {
        var content = wording.content();
        // a wording that came back stands in the part of an earlier sighting, with that one's counters: its own are among the samples
        var counters = at.view().samples().getOrDefault(wording.sighting().observedAt(), Collections.emptySortedMap());
        return new ContentJson(content.text(), record.author(), content.parent(), content.url(), content.lang(), record.media(),
                counters);
    }
}

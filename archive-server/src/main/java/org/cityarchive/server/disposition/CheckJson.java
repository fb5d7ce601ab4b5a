package org.cityarchive.server.disposition;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.server.disposition.ListCheck.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * How far a list is looked at as the destroying decision will: asked for a step that needs it, the API answers 202 with this, and nothing
 * of the step is done.
 *
 * @param state looking, or looked: then a step that waited for it can be sent again
 * @param looked how many of its records were opened and judged
 * @param mayNotGo in how many records' way something stands; left out while that is not known of all
 * @param first one of these
 * @param why what stands in its way
 * @param asOf when the list was last looked at whole
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CheckJson(String state, int looked, int total, @Nullable Long mayNotGo, @Nullable UUID first, @Nullable String why,
        @Nullable Instant asOf, String detail) {
    private static final String AGAIN_SECONDS = "2";

    static CheckJson of(Progress progress) {
        var last = progress.last();
        if (progress.running() || last == null) {
            return new CheckJson("looking", progress.looked(), progress.total(), null, null, null, null, sentence(progress));
        }
        var first = last.tally().first();
        return new CheckJson("looked", progress.looked(), progress.total(), last.tally().barred(),
                first == null ? null : first.record().value(), first == null ? null : first.why().sentence(), last.at(),
                "Each record of the list was opened and judged.");
    }

    /** What people are told whose step waits for it. */
    static String sentence(Progress progress) {
        return String.format(Locale.ROOT,
                "Each record of the list is opened and judged first: %,d of %,d so far. Nothing else was done;"
                        + " send it again when that is through.",
                progress.looked(), progress.total());
    }

    /** The answer to a step that waits for it: where to look, and when. */
    static ResponseEntity<Object> first(DispositionId disposition, Progress progress) {
        return ResponseEntity.accepted().location(URI.create(DispositionController.PATH + "/" + disposition + "/check"))
                .header(HttpHeaders.RETRY_AFTER, AGAIN_SECONDS).body(of(progress));
    }
}

package org.cityarchive.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.hold.LegalMarks.Mark;
import org.cityarchive.server.hold.LegalMarks;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.capture.Readings;
import org.cityarchive.server.capture.RecordJson;
import org.cityarchive.server.search.Findings.Finding;
import org.cityarchive.server.search.Findings.Found;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The list of records: search, facets, and the whole result as a table. */
@RestController
@Tag(name = "records")
final class SearchController {
    private static final MediaType CSV = new MediaType("text", "csv", UTF_8);
    private static final int CSV_PAGE = 500;

    private final Findings findings;
    private final CityTimes times;
    private final Positions positions;
    private final SearchesNoted searches;
    private final Readings readings;
    private final LegalMarks legal;

    SearchController(Findings findings, CityTimes times, Positions positions, SearchesNoted searches, Readings readings,
            LegalMarks legal) {
        this.legal = legal;
        this.findings = findings;
        this.times = times;
        this.positions = positions;
        this.searches = searches;
        this.readings = readings;
    }

    /**
     * A page of records.
     *
     * @param next cursor of the next page; null on the last
     * @param damaged records of this page that are kept, counted and cannot be read; whoever administers the archive can bring them back
     * @param destroyed what the search misses because it was destroyed; absent where that is nothing
     * @param position the archive's knowledge that this page shows; give it as {@code knownAt} to ask the same again
     */
    record Listed(List<RecordJson> items, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next, long total,
            long position,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, List<FacetCount>> facets,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Damaged> damaged,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Missed destroyed) {

        /** A record of this page that cannot be read. */
        record Damaged(String id, String what) {}

        /**
         * Destroyed records that could have answered.
         *
         * @param certain whether they all would have; else that is not known
         * @param since how many were destroyed after the knowledge that was asked for
         */
        record Missed(long total, boolean certain, long since, String sentence) {
            static @Nullable Missed of(Destroyed destroyed) {
                return destroyed.isNone()
                        ? null
                        : new Missed(destroyed.total(), destroyed.certain(), destroyed.since(), destroyed.sentence());
            }
        }

        static Listed of(Found found, Map<RecordId, Mark> law, boolean facets, Destroyed destroyed) {
            var results = found.results();
            return new Listed(found.findings().stream().map(finding -> json(finding, law.get(finding.record().id()))).toList(),
                    results.next(), results.total(),
                    results.position(),
                    facets ? results.facets() : null,
                    found.damaged().stream().map(one -> new Damaged(one.record().toString(), one.what())).toList(),
                    Missed.of(destroyed));
        }

        private static RecordJson json(Finding finding, @Nullable Mark law) {
            var record = RecordJson.of(finding.record(), finding.matched());
            return law == null ? record : record.marked(law.words());
        }
    }

    @GetMapping("/api/v1/records")
    @Operation(summary = "Search records", description = "All parameters combine by AND. Accept: text/csv or format=csv gives the whole result as a table.")
    @Parameter(name = "q", description = "query: words, \"a phrase\", OR, -not, ( ), prefix*, =word, ~word, #tag, @handle, field:value")
    @Parameter(name = "account", description = "handle or id of an account")
    @Parameter(name = "platform")
    @Parameter(name = "kind", description = "post, comment, message or profile")
    @Parameter(name = "author", description = "name or id of the author")
    @Parameter(name = "from", description = "made at or after this city day or instant")
    @Parameter(name = "to", description = "made before this city day or instant")
    @Parameter(name = "deleted", description = "true: gone from the platform; false: not")
    @Parameter(name = "edited", description = "true: more than one version; false: one")
    @Parameter(name = "sort", description = "newest (default), oldest or relevance")
    @Parameter(name = "limit", description = "records a page, 1 to 1,000; 50 when left out")
    @Parameter(name = "cursor", description = "next of the page before")
    @Parameter(name = "asOf", description = "as the platform stood then: instant, or a day, which means its end")
    @Parameter(name = "knownAt", description = "as the archive knew it then: instant, day or position")
    @Parameter(name = "facets", description = "1: count by account, platform, kind, author kind, author, year and state; of authors the 20 of most records, and with an empty value the records of all others")
    @Parameter(name = "format", description = "json or csv")
    @Nullable
    ResponseEntity<Listed> list(Parameters given, HttpServletRequest request, HttpServletResponse response) throws IOException {
        given.only("q", "account", "platform", "kind", "author", "authorKind", "from", "to", "deleted", "edited", "sort", "limit",
                "cursor",
                "asOf", "knownAt", "facets", "format");
        boolean csv = isCsv(given, request);
        var asked = Asked.of(given, times.city(), positions);
        if (!csv) {
            var found = findings.find(asked);
            searches.byProgram(asked, found.results());
            readings.note(found.records());
            return ResponseEntity.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT).contentType(MediaType.APPLICATION_JSON)
                    .body(Listed.of(found, law(asked, found), asked.facets(), findings.destroyed(asked)));
        }
        write(asked.limited(CSV_PAGE), response);
        return null;
    }

    /** Marks of the law are those of today: a past has none. */
    private Map<RecordId, Mark> law(Asked asked, Found found) {
        return !asked.asOf().isNow() ? Map.of() : legal.of(found.records().stream().map(RecordAt::id).toList());
    }

    private static boolean isCsv(Parameters given, HttpServletRequest request) {
        return given.text("format").map(format -> switch (format) {
            case "csv" -> true;
            case "json" -> false;
            default -> throw new BadParameter("format", "The parameter format takes json or csv.");
        }).orElseGet(() -> {
            var accept = request.getHeader(HttpHeaders.ACCEPT);
            return accept != null && accept.strip().startsWith("text/csv");
        });
    }

    /** Every page of the result, one after another; the first is found before anything is sent, so that an error is still an answer. */
    private void write(Asked asked, HttpServletResponse response) throws IOException {
        var found = findings.find(asked);
        searches.asTable(asked, found.results());
        readings.note(found.records());
        response.setContentType(CSV.toString());
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"records.csv\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        var destroyed = findings.destroyed(asked);
        if (!destroyed.isNone()) {
            response.setHeader("Archive-Destroyed", destroyed.sentence());
        }
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        out.write(RecordTable.HEAD);
        try {
            while (true) {
                var law = law(asked, found);
                for (var finding : found.findings()) {
                    out.write(RecordTable.row(RecordJson.of(finding.record(), finding.matched()),
                            law.get(finding.record().id())));
                }
                for (var damaged : found.damaged()) {
                    out.write(RecordTable.damaged(damaged));
                }
                var next = found.results().next();
                if (next == null) {
                    break;
                }
                found = findings.find(asked.after(next));
                readings.note(found.records());
            }
        } catch (RuntimeException e) {
            // the answer has begun, so its end must tell that it is not all
            out.write(RecordTable.NOT_WHOLE);
            out.flush();
            throw e;
        }
        out.flush();
    }
}

package org.cityarchive.server.hold;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a scope would hold before anybody lets it bind, and what a hold's report tells; neither changes anything. */
@RestController
@Tag(name = "holds")
@RequestMapping("/api/v1/holds")
final class HoldLookController {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final HoldViews views;
    private final ScopePreviews previews;
    private final HoldReport report;
    private final HoldReportPaper paper;
    private final AccessLog log;
    private final CityTimes times;

    HoldLookController(HoldViews views, ScopePreviews previews, HoldReport report, HoldReportPaper paper, AccessLog log,
            CityTimes times) {
        this.views = views;
        this.previews = previews;
        this.report = report;
        this.paper = paper;
        this.log = log;
        this.times = times;
    }

    /**
     * What a scope would hold now; what is captured later and matches comes besides.
     *
     * @param records all of them: byQuery and besides
     * @param byQuery how many the query finds
     * @param besides how many come by whole threads or one by one alone
     * @param held how many stand under another hold already
     * @param due how many are due today
     * @param aWeek made in a week, over the last eight, of what the query finds
     * @param reading the query in plain words
     * @param leavesByItself whether the query asks how a record stands now, so that a record may leave the scope by itself
     * @param samples the newest, and why each is in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(long records, long byQuery, long besides, @Nullable Long held, @Nullable Long due, @Nullable Long aWeek,
            @Nullable String query, @Nullable String reading, boolean leavesByItself, List<Account> accounts,
            List<Sample> samples) {}

    record Account(String name, long records) {}

    record Sample(UUID id, List<String> why, Instant createdAt) {}

    /**
     * A hold's report.
     *
     * @param scopes each with its counts of now, also those that were released
     */
    record Report(HoldJson hold, List<Counted> scopes, Instant asOf) {}

    /**
     * @param since how many of its records came into the archive after the scope was set
     * @param first when the oldest was made; left out: there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Counted(int number, long records, long since, @Nullable Instant first, @Nullable Instant last) {}

    @PostMapping("/preview")
    @Operation(summary = "What a scope would hold", description = "Counts, accounts and samples of now. It places nothing, and so needs no Idempotency-Key.")
    Preview preview(@RequestBody HoldController.Scope scope) {
        var seen = previews.seen(scope.form());
        var look = seen.look();
        return new Preview(look.total(), look.byQuery(), look.besides(), look.held(), look.due(), look.pace(), seen.query(),
                seen.reading(), look.standing(),
                look.accounts().stream().map(one -> new Account(one.name(), one.count())).toList(),
                look.samples().stream().map(one -> new Sample(one.id().value(), one.why(), one.at())).toList());
    }

    @GetMapping("/{id}/report")
    @Operation(summary = "A hold's report: scopes, versions, counts, first and last record, additions, acknowledgments")
    Report report(@PathVariable String id, Actor actor) {
        var hold = views.one(Parameters.id("id", id), actor);
        return new Report(HoldJson.of(hold),
                report.counted(hold).stream().map(one -> new Counted(one.scope().scope().number(), one.total(), one.since(),
                        one.first(), one.last())).toList(),
                times.now());
    }

    @GetMapping(path = "/{id}/report.csv", produces = "text/csv")
    @Operation(summary = "A hold's report as a table")
    ResponseEntity<byte[]> table(@PathVariable String id, Actor actor) {
        var hold = views.one(Parameters.id("id", id), actor);
        log.note(actor, new Note(Act.EXPORT, "hold " + hold.id(), "report as a table"));
        return file(CSV, hold.number() + ".csv", report.csv(hold).getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping(path = "/{id}/report.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "A hold's report on paper: PDF/A")
    ResponseEntity<byte[]> paper(@PathVariable String id, Actor actor) {
        var hold = views.one(Parameters.id("id", id), actor);
        log.note(actor, new Note(Act.EXPORT, "hold " + hold.id(), "report on paper"));
        return file(MediaType.APPLICATION_PDF, hold.number() + ".pdf", paper.pdf(hold));
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("hold-" + name).build().toString()).body(bytes);
    }
}

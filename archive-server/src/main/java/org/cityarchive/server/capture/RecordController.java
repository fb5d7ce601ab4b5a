package org.cityarchive.server.capture;

import java.util.Locale;
import java.util.Objects;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.server.hold.LegalMarks;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One record, its versions, thread, facts and raw bytes. */
@RestController
@RequestMapping("/api/v1/records/{id}")
@Tag(name = "records")
final class RecordController {
    /** What a browser does not run. Everything else goes out as plain bytes. */
    private static final Set<String> HARMLESS = Set.of("application/json", "application/x-ndjson", "text/plain", "text/csv");

    private final RecordThread.Sources sources;
    private final Threads threads;
    private final RecordsAsked asked;
    private final Readings readings;
    private final LegalMarks legal;

    RecordController(RecordThread.Sources sources, Threads threads, RecordsAsked asked, Readings readings, LegalMarks legal) {
        this.legal = legal;
        this.sources = sources;
        this.threads = threads;
        this.asked = asked;
        this.readings = readings;
    }

    @GetMapping
    @Operation(summary = "One record", description = "asOf: as the platform stood then; knownAt: as the archive knew it then (instant or position).")
    RecordJson record(@PathVariable UUID id, Parameters given) {
        var asOf = asked.asOf(given);
        var record = asked.record(id, asOf);
        var law = asOf.isNow() ? legal.of(List.of(record.id())).get(record.id()) : null;
        return law == null ? RecordJson.of(record) : RecordJson.of(record).marked(law.words());
    }

    @GetMapping("/versions")
    @Operation(summary = "Every wording of a record, oldest first")
    Page<VersionJson> versions(@PathVariable UUID id, Parameters given) {
        var record = asked.record(id, asked.asOf(given));
        return Page.of(record.wordings().stream().map(w -> VersionJson.of(record, w)).toList(), v -> String.valueOf(v.version()),
                given);
    }

    @GetMapping("/thread")
    @Operation(summary = "The conversation in which a record stands, in reading order")
    Page<ThreadJson> thread(@PathVariable UUID id, Parameters given) {
        var asOf = asked.asOf(given);
        var record = asked.record(id, asOf);
        var page = Page.of(threads.outline(record, asOf).places(), ThreadOutline.Place::key, given);
        var entries = RecordThread.open(sources, page.items(), record, asOf);
        readings.note(entries.stream().map(RecordThread.Entry::record).filter(Objects::nonNull).toList());
        return new Page<>(entries.stream().map(ThreadJson::of).toList(), page.next(), page.total());
    }

    @GetMapping("/history")
    @Operation(summary = "Every fact of a record, in the order in which the archive kept them")
    Page<FactJson> history(@PathVariable UUID id, Parameters given) {
        var view = asked.record(id, asked.asOf(given)).view();
        return Page.of(view.facts().stream().map(f -> FactJson.of(view, f)).toList(), f -> String.valueOf(f.position()), given);
    }

    @GetMapping("/raw")
    @Operation(summary = "The bytes of one version as they came", description = "version: which one; the last when left out.")
    ResponseEntity<byte[]> raw(@PathVariable UUID id, Parameters given) {
        var record = asked.found(id, asked.asOf(given));
        var wording = RecordsAsked.wording(record, given);
        asked.read(record);
        var part = sources.records().part(record.id(), wording.part());
        var type = harmless(part.rawType());
        var name = "record-" + record.id() + "-version-" + wording.number()
                + (type.getSubtype().endsWith("json") ? ".json" : ".bin");
        return ResponseEntity.ok().contentType(type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header("X-Content-Type-Options", "nosniff").header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(part.raw());
    }

    private static MediaType harmless(String given) {
        var bare = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return HARMLESS.contains(bare) ? MediaType.parseMediaType(bare) : MediaType.APPLICATION_OCTET_STREAM;
    }
}

package org.cityarchive.server.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Audits over HTTP: asked for, watched, and their differences taken away. */
@RestController
@RequestMapping(AuditRunController.PATH)
@Tag(name = "evidence")
final class AuditRunController {
    static final String PATH = "/api/v1/evidence/audits";
    private static final int AT_ONCE = 1_000;
    private static final String CSV_HEAD = "number,code,title,comparison,position,fact,record,part,place,key,what,next\r\n";

    private final AuditRuns runs;
    private final AuditThread thread;

    AuditRunController(AuditRuns runs, AuditThread thread) {
        this.runs = runs;
        this.thread = thread;
    }

    @PostMapping
    @Operation(summary = "Begin an audit", description = "Answers at once. Where one is open already, that one is answered.")
    ResponseEntity<AuditJson> begin(Actor actor) {
        var audit = runs.begin(actor.id(), actor.role().word());
        thread.wake();
        return ResponseEntity.accepted().location(URI.create(PATH + "/" + audit.id())).body(AuditJson.of(audit));
    }

    @GetMapping
    @Operation(summary = "Audits, newest first")
    Page<AuditJson> list(Parameters given) {
        given.only("limit", "cursor");
        int limit = given.limit();
        var found = runs.list(given.number("cursor").orElse(Long.MAX_VALUE), limit + 1);
        var shown = found.stream().limit(limit).map(AuditJson::of).toList();
        return new Page<>(shown, found.size() > limit ? String.valueOf(shown.getLast().number()) : null, runs.count());
    }

    @GetMapping("/{id}")
    @Operation(summary = "One audit")
    AuditJson one(@PathVariable UUID id) {
        return AuditJson.of(found(id));
    }

    @GetMapping(path = "/{id}/differences", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What an audit named", description = "Each with its place, its code and what to do.")
    Page<DifferenceJson> differences(@PathVariable UUID id, Parameters given) {
        given.only("limit", "cursor");
        int limit = given.limit();
        var audit = found(id);
        var named = runs.differences(audit.id(), given.whole("cursor").orElse(0), limit + 1);
        var shown = named.stream().limit(limit).map(DifferenceJson::of).toList();
        return new Page<>(shown, named.size() > limit ? String.valueOf(shown.getLast().number()) : null, runs.named(audit.id()));
    }

    @GetMapping("/{id}/differences.csv")
    @Operation(summary = "What an audit named, as a file")
    ResponseEntity<StreamingResponseBody> file(@PathVariable UUID id) {
        var audit = found(id);
        StreamingResponseBody rows = out -> write(audit, new BufferedWriter(new OutputStreamWriter(out, UTF_8)));
        return ResponseEntity.ok().contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-" + audit.number() + ".csv\"")
                .header("X-Content-Type-Options", "nosniff").body(rows);
    }

    private void write(AuditState audit, BufferedWriter out) throws IOException {
        out.write(CSV_HEAD);
        int last = 0;
        for (var page = runs.differences(audit.id(), last, AT_ONCE); !page.isEmpty(); page = runs.differences(audit.id(), last,
                AT_ONCE)) {
            for (var named : page) {
                out.write(DifferenceJson.of(named).csv());
                last = named.number();
            }
        }
        out.flush();
    }

    private AuditState found(UUID id) {
        return runs.find(id).orElseThrow(() -> new NoSuch("There is no audit " + id + "."));
    }
}

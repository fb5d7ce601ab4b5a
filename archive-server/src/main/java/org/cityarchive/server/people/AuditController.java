package org.cityarchive.server.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.AuditAsked.Period;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who did what, for programs, and the whole list as a file. */
@RestController
@Tag(name = "audit")
final class AuditController {
    private static final int AT_ONCE = 1_000;

    private final Audit audit;
    private final AccessLog log;
    private final CityTimes times;
    private final JsonMapper json;

    AuditController(Audit audit, AccessLog log, CityTimes times, JsonMapper json) {
        this.audit = audit;
        this.log = log;
        this.times = times;
        this.json = json;
    }

    /** A form of the answer. */
    private enum Form {
        JSON, CSV, NDJSON
    }

    /**
     * A page of acts.
     *
     * @param next cursor of the next page; null on the last
     * @param counts of each kind, whatever kinds are asked for
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Listed(List<AuditAct> items, @Nullable String next, long total, Map<String, Long> counts) {}

    @GetMapping("/api/v1/audit")
    @Operation(summary = "Who did what", description = "Decisions, readings of restricted records, searches, exports, refusals, changes of credentials and sign-ins, newest first. All parameters combine by AND. Accept: text/csv or application/x-ndjson (or format) gives the whole list.")
    @Parameter(name = "text", description = "begins a person's name, or the id of a record, account, import or export")
    @Parameter(name = "person", description = "id of one actor")
    @Parameter(name = "period", description = "day, week, month, year or all (default), back from now")
    @Parameter(name = "from", description = "done at or after this city day or instant; in place of period")
    @Parameter(name = "to", description = "done before this city day or instant")
    @Parameter(name = "kinds", description = "with commas between: decisions, restricted-readings, searches, exports, refused, credentials, sign-ins; all when left out")
    @Parameter(name = "limit", description = "acts a page, 1 to 1,000; 50 when left out")
    @Parameter(name = "cursor", description = "next of the page before")
    @Parameter(name = "format", description = "json, csv or ndjson")
    @Nullable
    ResponseEntity<Listed> list(Parameters given, Actor actor, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var asked = AuditAsked.of(given, times, Period.ALL, EnumSet.allOf(AuditKind.class));
        var form = form(given, request);
        if (form == Form.JSON) {
            var listed = audit.list(asked);
            var counts = new TreeMap<String, Long>();
            listed.counts().forEach((kind, count) -> counts.put(kind.word(), count));
            return ResponseEntity.ok().header(HttpHeaders.VARY, HttpHeaders.ACCEPT).contentType(MediaType.APPLICATION_JSON)
                    .body(new Listed(listed.acts(), listed.next(), listed.total(), counts));
        }
        log.note(actor, new Note(Act.EXPORT, "audit." + form.name().toLowerCase(Locale.ROOT), words(asked)));
        write(form, asked.after(asked.cursor(), AT_ONCE), response);
        return null;
    }

    private static Form form(Parameters given, HttpServletRequest request) {
        return given.text("format").map(format -> switch (format) {
            case "json" -> Form.JSON;
            case "csv" -> Form.CSV;
            case "ndjson" -> Form.NDJSON;
            default -> throw new BadParameter("format", "The parameter format takes json, csv or ndjson.");
        }).orElseGet(() -> {
            var accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT)).strip();
            return accept.startsWith("text/csv") ? Form.CSV : accept.startsWith("application/x-ndjson") ? Form.NDJSON : Form.JSON;
        });
    }

    private static String words(AuditAsked asked) {
        return AuditAsked.spelled(asked.kinds()) + (asked.from() == null ? "" : ", from " + asked.from())
                + (asked.to() == null ? "" : ", before " + asked.to()) + (asked.person() == null ? "" : ", by " + asked.person())
                + (asked.text().isEmpty() ? "" : ": " + asked.text());
    }

    /** One page after another, none of them kept; what fails after the beginning says at its end that it is not whole. */
    private void write(Form form, AuditAsked asked, HttpServletResponse response) throws IOException {
        boolean csv = form == Form.CSV;
        response.setContentType(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson");
        response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + (csv ? "csv" : "ndjson") + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        var out = new BufferedWriter(new OutputStreamWriter(response.getOutputStream(), UTF_8));
        try {
            if (csv) {
                out.write(AuditAct.CSV_HEAD);
            }
            audit.each(asked, act -> out.write(csv ? act.csv() : json.writeValueAsString(act) + "\n"));
        } catch (RuntimeException e) {
            out.write(csv ? AuditAct.NOT_WHOLE : "{\"notWhole\":true}\n");
            out.flush();
            throw e;
        }
        out.flush();
    }
}

package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.SignedIn;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CsvRow;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.VisibleText;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The refused lines of an import as a file; opened while they are sent, and never plain on the disk. */
@RestController
final class RejectFiles {
    private static final int AT_ONCE = 200;

    private final ImportJobs imports;
    private final AccessLog log;

    RejectFiles(ImportJobs imports, AccessLog log) {
        this.imports = imports;
        this.log = log;
    }

    private interface Form {
        String line(RejectRows.Row row);
    }

    /** As they came ({@code raw}: each with a line end), or with number, place and reason ({@code ndjson}, {@code csv}). */
    @GetMapping(path = "/api/v1/imports/{id}/rejects/file", produces = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    ResponseEntity<StreamingResponseBody> file(@PathVariable("id") String id, Parameters given) {
        given.only("format");
        var view = imports.view(Parameters.id("id", id)).orElseThrow(() -> new NoSuch("No import has this id."));
        var format = given.text("format").orElse("raw");
        StreamingResponseBody body = switch (format) {
            case "raw" -> out -> raw(view.id(), out);
            case "ndjson" -> out -> lines(view.id(), out, RejectFiles::json);
            case "csv" -> out -> {
                out.write("line,place,type,reason,as it came\r\n".getBytes(UTF_8));
                lines(view.id(), out, row -> CsvRow.of(List.of(String.valueOf(row.line()), row.place(), row.type(), row.reason(),
                        VisibleText.spelled(text(row)))) + "\r");
            };
            default -> throw new BadParameter("format", "The parameter format takes one of: raw, ndjson, csv.");
        };
        // what was refused may be a private message: nobody can tell, so that every taking is written down first
        log.note(SignedIn.now(), new Note(Act.EXPORT, "import " + view.id(), "refused lines as they came"));
        var end = format.equals("raw") ? "txt" : format;
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"import-" + view.number() + "-refused." + end + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }

    private void raw(UUID id, OutputStream out) throws IOException {
        long line = 0;
        for (var page = imports.opened(id, line, AT_ONCE); !page.isEmpty(); page = imports.opened(id, line, AT_ONCE)) {
            for (var row : page) {
                out.write(row.sealed());
                out.write('\n');
                line = row.line();
            }
        }
    }

    private void lines(UUID id, OutputStream out, Form form) throws IOException {
        long line = 0;
        for (var page = imports.opened(id, line, AT_ONCE); !page.isEmpty(); page = imports.opened(id, line, AT_ONCE)) {
            for (var row : page) {
                out.write((form.line(row) + "\n").getBytes(UTF_8));
                line = row.line();
            }
        }
    }

    private static String json(RejectRows.Row row) {
        var members = new TreeMap<String, Object>();
        members.put("line", row.line());
        members.put("place", row.place());
        members.put("type", row.type());
        members.put("reason", row.reason());
        members.put("length", row.length());
        members.put("came", text(row));
        return new String(CanonicalJson.write(members), UTF_8);
    }

    private static String text(RejectRows.Row row) {
        return new String(row.sealed(), UTF_8);
    }
}

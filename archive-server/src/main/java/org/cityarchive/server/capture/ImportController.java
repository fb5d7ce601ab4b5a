package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;

import org.cityarchive.core.people.Actor;
import org.cityarchive.ingest.adapter.KnownYears;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Problems;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.Room;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Imports over HTTP. */
@RestController
public final class ImportController {
    private static final String PATH = "/api/v1/imports";
    /** Request attribute of the fields as they came, for a page that shows them again. */
    static final String GIVEN = ImportController.class.getName() + ".given";
    private static final int LONGEST_FIELD = 2000;
    private static final int LONGEST_KEY = 200;

    private final ImportJobs imports;
    private final ImportSteering steering;
    private final Clock clock;
    private final long uploadLimit;
    private final Room room;

    private final ImportFolder folder;

    ImportController(ImportJobs imports, ImportSteering steering, ImportFolder folder, Clock clock, ArchiveSettings settings,
            Room room) {
        this.room = room;
        this.imports = imports;
        this.steering = steering;
        this.folder = folder;
        this.clock = clock;
        this.uploadLimit = settings.uploadLimit();
    }

    /** Takes a file: multipart fields format, account?, addAccounts?, fileTime?, file. Answers when the file is safe, before it is read. */
    @PostMapping(path = PATH, consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<?> take(HttpServletRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey,
            Actor actor) throws IOException {
        key(repeatKey, "Idempotency-Key");
        room.shortage().ifPresent(full -> {
            throw full;
        });
        if (request.getContentLengthLong() > imports.room()) {
            return noRoom();
        }
        try (var upload = imports.upload()) {
            var view = imports.accept(upload, wish(request, upload, repeatKey, actor));
            return ResponseEntity.accepted().location(URI.create(PATH + "/" + view.id())).body(ImportJson.of(view));
        } catch (UnreadableException e) {
            return Problems.answer(Problems.named(e.type(), HttpStatus.UNPROCESSABLE_CONTENT, "Nothing was read", e.sentence()));
        } catch (Multipart.NoFormException e) {
            return Problems.answer(Problems.named("unreadable-body", HttpStatus.BAD_REQUEST, "The body cannot be read",
                    String.valueOf(e.getMessage())));
        } catch (ImportUpload.NoRoomException e) {
            return noRoom();
        } catch (TooLargeException e) {
            return Problems.answer(Problems.named("too-large", HttpStatus.CONTENT_TOO_LARGE, "Too large",
                    "The upload is larger than this archive takes over HTTP (setting upload.limit)."));
        }
    }

    private static ResponseEntity<?> noRoom() {
        return Problems.answer(Problems.named("no-room", HttpStatus.INSUFFICIENT_STORAGE, "No room on the disk",
                "The archive's disk has no room for this file. Nothing of it was kept and nothing was read. Whoever administers the machine"
                        + " can make room; then send it again."));
    }

    private ImportUpload.Wish wish(HttpServletRequest request, ImportUpload upload, @Nullable String repeatKey, Actor actor)
            throws IOException {
        var form = Multipart.of(request.getContentType(), new Limited(request.getInputStream(), uploadLimit));
        var fields = new HashMap<String, String[]>();
        String fileName = null;
        for (var part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equals("file")) {
                if (fileName != null) {
                    throw new BadParameter("file", "One file an import; send each file with a request of its own.");
                }
                fileName = plain(part.get().fileName());
                upload.take(part.get().body());
            } else if (fields.put(part.get().name(), new String[]{part.get().text(LONGEST_FIELD)}) != null) {
                throw new BadParameter(part.get().name(), "The field " + part.get().name() + " came twice.");
            }
        }
        var given = new Parameters(Map.copyOf(fields));
        request.setAttribute(GIVEN, given);
        var onServer = given.text("serverFile");
        if (fileName != null && upload.isEmpty() && onServer.isPresent()) {
            fileName = null; // a form sends an empty file where none was chosen
        }
        if (fileName != null && onServer.isPresent()) {
            throw new BadParameter("serverFile", "One file an import: send a file, or name one in the folder \"import\".");
        }
        if (onServer.isPresent()) {
            try (var file = folder.open(onServer.get())) {
                upload.take(file);
            }
            fileName = plain(onServer.get());
        }
        if (fileName == null) {
            throw new BadParameter("file", "The field file is missing.");
        }
        var format = given.text("format").orElseThrow(() -> new BadParameter("format",
                "The field format is missing; the formats are: " + String.join(", ", imports.formats()) + "."));
        if (!imports.formats().contains(format)) {
            throw new BadParameter("format",
                    "There is no such format; those there are: " + String.join(", ", imports.formats()) + ".");
        }
        if (given.text("account").orElse("").chars().anyMatch(Character::isISOControl)) {
            throw new BadParameter("account", "The field account takes a handle or id; it holds a control character.");
        }
        return new ImportUpload.Wish(format, given.text("account").orElse(null), given.flag("addAccounts"), fileName,
                given.text("fileTime").map(ImportController::instant).orElseGet(clock::instant),
                repeatKey == null ? key(given.text("repeatKey").orElse(null), "repeatKey") : repeatKey, actor);
    }

    private static @Nullable String key(@Nullable String given, String field) {
        if (given != null
                && (given.isBlank() || given.length() > LONGEST_KEY || given.chars().anyMatch(Character::isISOControl))) {
            throw new BadParameter(field,
                    "The " + field + " has 1 to " + LONGEST_KEY + " characters, none of them a control character.");
        }
        return given;
    }

    private static Instant instant(String text) {
        try {
            var instant = Instant.parse(text);
            if (KnownYears.hold(instant)) {
                return instant;
            }
        } catch (DateTimeException _) {
            // said below
        }
        throw new BadParameter("fileTime", "The field fileTime takes an instant such as 2026-11-20T16:00:00Z.");
    }

    private static String plain(@Nullable String fileName) {
        var name = fileName == null || fileName.isBlank()
                ? "upload"
                : fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
        var shown = name.codePoints().filter(c -> !Character.isISOControl(c)).limit(200)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return shown.isBlank() ? "upload" : shown;
    }

    @GetMapping(PATH)
    ImportJson.Page list(Parameters parameters) {
        int limit = parameters.limit();
        long before = parameters.cursor().map(ImportController::place).orElse(Long.MAX_VALUE);
        var found = imports.list(before, limit + 1);
        var items = found.stream().limit(limit).map(ImportJson::of).toList();
        return new ImportJson.Page(items, found.size() > limit ? String.valueOf(items.getLast().number()) : null,
                imports.count());
    }

    @GetMapping(PATH + "/{id}")
    ImportJson one(@PathVariable("id") String id) {
        return ImportJson.of(found(id));
    }

    @PostMapping(PATH + "/{id}/pause")
    ImportJson pause(@PathVariable("id") String id, Actor actor) {
        steering.pause(Parameters.id("id", id), actor);
        return ImportJson.of(found(id));
    }

    @PostMapping(PATH + "/{id}/resume")
    ImportJson resume(@PathVariable("id") String id, Actor actor) {
        steering.resume(Parameters.id("id", id), actor);
        return ImportJson.of(found(id));
    }

    /** Ends it where it stands; what it took in stays. */
    @PostMapping(PATH + "/{id}/stop")
    ImportJson stop(@PathVariable("id") String id, Actor actor) {
        steering.stop(Parameters.id("id", id), actor);
        return ImportJson.of(found(id));
    }

    @GetMapping(PATH + "/{id}/rejects")
    ImportJson.Rejects rejects(@PathVariable("id") String id, Parameters parameters) {
        var view = found(id);
        int limit = parameters.limit();
        var found = imports.refused(view.id(), parameters.cursor().map(ImportController::place).orElse(0L), limit + 1);
        var items = found.stream().limit(limit).map(ImportJson.Reject::of).toList();
        return new ImportJson.Rejects(items, found.size() > limit ? String.valueOf(items.getLast().line()) : null,
                view.counts().refused(),
                imports.refusals(view.id()));
    }

    private ImportView found(String id) {
        return imports.view(Parameters.id("id", id)).orElseThrow(() -> new NoSuch("No import has this id."));
    }

    private static long place(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw new BadParameter("cursor", "The cursor is not one of this list; leave it out to begin anew.");
        }
        return Long.parseLong(cursor);
    }

    /** The upload is larger than the settings allow. */
    private static final class TooLargeException extends IOException {}

    /** Counts what comes. */
    private static final class Limited extends InputStream {
        private final InputStream in;
        private long left;

        Limited(InputStream in, long limit) {
            this.in = in;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = in.read(bytes, from, length);
            left -= Math.max(n, 0);
            if (left < 0) {
                throw new TooLargeException();
            }
            return n;
        }
    }
}

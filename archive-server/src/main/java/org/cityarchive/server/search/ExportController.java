package org.cityarchive.server.search;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import tools.jackson.databind.JsonNode;

/** Exports over HTTP. */
@RestController
@Tag(name = "exports")
final class ExportController {
    static final String PATH = "/api/v1/exports";
    private static final MediaType ZIP = MediaType.parseMediaType("application/zip");

    private final ExportJobs exports;

    ExportController(ExportJobs exports) {
        this.exports = exports;
    }

    /**
     * What a request may hold: the parameters of a search, or ids, and how to write them.
     *
     * @param ids records chosen one by one, instead of all that the search finds
     * @param formats csv, json, html; all where it lacks
     * @param versions all or matched
     */
    record Wanted(@Nullable String q, @Nullable String account, @Nullable String platform, @Nullable String kind,
            @Nullable String author, @Nullable String authorKind, @Nullable String from, @Nullable String to,
            @Nullable Boolean deleted, @Nullable Boolean edited, @Nullable String sort, @Nullable String asOf,
            @Nullable String knownAt, @Nullable List<String> ids, @Nullable List<String> formats, @Nullable String versions) {}

    /**
     * An export as the API gives it.
     *
     * @param total records
     * @param done records written
     * @param knownAt the position whose knowledge all its files show
     * @param sha256 of the package, in hex; absent until it is whole
     * @param file where the package is; absent until it is whole
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(UUID id, long number, String state, @Nullable String reason, String reading, List<String> formats, long total,
            long done, long knownAt, long size, @Nullable String sha256, @Nullable String file, Instant createdAt,
            @Nullable Instant finishedAt, Instant expiresAt) {
        static Told of(ExportView view) {
            return new Told(view.id(), view.number(), view.state(), view.reason(), view.reading(), view.formats(), view.total(),
                    view.done(), view.knownAt(), view.size(), view.digest(),
                    view.state().equals("done") ? PATH + "/" + view.id() + "/file" : null, view.createdAt(), view.finishedAt(),
                    view.expiresAt());
        }
    }

    /** Begins an export; answers at once, with the number of records. */
    @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
    @io.swagger.v3.oas.annotations.parameters.RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
    ResponseEntity<Told> take(@RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor actor) {
        var view = exports.take(actor, ExportWish.of(parameters(body)), repeatKey);
        return ResponseEntity.accepted().location(URI.create(PATH + "/" + view.id())).body(Told.of(view));
    }

    /** Members are read as parameters are, so that both refuse the same. */
    private static Parameters parameters(JsonNode body) {
        if (!body.isObject()) {
            throw new BadParameter("q", "The body is one JSON object with the parameters of a search, or with ids.");
        }
        var given = new LinkedHashMap<String, String[]>();
        body.properties().forEach(member -> {
            var value = member.getValue();
            if (value.isArray()) {
                var texts = new ArrayList<String>();
                value.forEach(one -> texts.add(text(member.getKey(), one)));
                if (texts.stream().allMatch(String::isBlank)) {
                    throw new BadParameter(member.getKey(), "The member " + member.getKey()
                            + " is an empty list. Name what you mean, or leave it out.");
                }
                given.put(member.getKey(), texts.toArray(String[]::new));
            } else if (!value.isNull()) {
                given.put(member.getKey(), new String[]{text(member.getKey(), value)});
            }
        });
        return new Parameters(given);
    }

    private static String text(String name, JsonNode value) {
        if (value.isString() || value.isBoolean() || value.isIntegralNumber()) {
            return value.asString();
        }
        throw new BadParameter(name, "The member " + name + " takes a text.");
    }

    /** One's own exports, the newest first; auditors and the IT Director see all. */
    @GetMapping(PATH)
    Page<Told> list(Parameters given, Actor actor) {
        given.only("limit", "cursor");
        int limit = given.limit();
        var found = exports.list(actor, given.number("cursor").orElse(Long.MAX_VALUE), limit + 1);
        var shown = found.stream().limit(limit).map(Told::of).toList();
        return new Page<>(shown, found.size() > limit ? String.valueOf(shown.getLast().number()) : null, exports.count(actor));
    }

    @GetMapping(PATH + "/{id}")
    Told one(@PathVariable("id") String id, Actor actor) {
        return Told.of(exports.view(Parameters.id("id", id), actor));
    }

    @PostMapping(PATH + "/{id}/cancel")
    Told cancel(@PathVariable("id") String id, Actor actor) {
        var export = Parameters.id("id", id);
        exports.cancel(export, actor);
        return Told.of(exports.view(export, actor));
    }

    /** The package: never shown in place, always a download. */
    @GetMapping(path = PATH + "/{id}/file")
    ResponseEntity<StreamingResponseBody> file(@PathVariable("id") String id, Actor actor) throws IOException {
        var opened = exports.open(Parameters.id("id", id), actor);
        StreamingResponseBody bytes = out -> {
            try (InputStream in = opened.bytes()) {
                in.transferTo(out);
            }
        };
        return ResponseEntity.ok().contentType(ZIP).contentLength(opened.size())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + opened.name() + "\"")
                .header("X-Content-Type-Options", "nosniff").header(HttpHeaders.CACHE_CONTROL, "no-store").body(bytes);
    }
}

package org.cityarchive.server.request;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.server.request.RequestRegister.Entry;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Requests for public records over HTTP: what an open one refers to is destroyed by nobody. */
@RestController
@RequestMapping(RequestController.PATH)
@Tag(name = "requests")
final class RequestController {
    static final String PATH = "/api/v1/requests";
    private static final int LONGEST = 10_000;
    private static final int LONGEST_KEY = 200;
    private static final int MOST = 10_000;

    private final RequestRegister register;
    private final RequestKeeping keeping;
    private final RequestWords words;

    RequestController(RequestRegister register, RequestKeeping keeping, RequestWords words) {
        this.register = register;
        this.keeping = keeping;
        this.words = words;
    }

    /** @param text what is asked for; requester: whoever asks, left out where nobody said (LAW.md M-05) */
    record Wanted(@Nullable String text, @Nullable String requester) {}

    /** @param exclude records that are not what is asked for; they need the reason */
    record Chosen(@Nullable List<UUID> include, @Nullable List<UUID> exclude, @Nullable String reason) {}

    record Closing(@Nullable String reason) {}

    /** @param number as people call it, such as 26-44 */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(UUID id, String number, String state, LocalDate receivedOn, Instant enteredAt, String text,
            @Nullable String requester,
            long records, @Nullable LocalDate closedOn, @Nullable String closedBecause) {}

    /** A record that a request refers to. */
    record Referred(UUID id) {}

    /** What state a request is in. */
    enum State {
        OPEN, CLOSED
    }

    /** All requests, the newest first. */
    @GetMapping
    Page<Shown> all(Parameters asked) {
        asked.only("limit", "cursor", "state");
        var state = asked.word("state", State.class);
        var entries = register.all().stream().filter(entry -> state.isEmpty() || state.get() == state(entry)).toList();
        var page = Page.of(entries, entry -> entry.request().toString(), asked);
        return new Page<>(page.items().stream().map(this::shown).toList(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    Shown one(@PathVariable String id) {
        return shown(keeping.found(request(id)));
    }

    /** Enters a request as received today. */
    @PostMapping
    ResponseEntity<Shown> receive(@RequestBody Wanted wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor by) {
        if (repeatKey != null && (repeatKey.isBlank() || repeatKey.length() > LONGEST_KEY)) {
            throw new BadParameter("Idempotency-Key", "The Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
        }
        var requester = wanted.requester() == null || wanted.requester().isBlank() ? "" : text("requester", wanted.requester());
        var entry = keeping.receive(text("text", wanted.text()), requester, repeatKey, by);
        return ResponseEntity.created(URI.create(PATH + "/" + entry.request())).body(shown(entry));
    }

    /** The records that it refers to, by their ids. */
    @GetMapping("/{id}/records")
    Page<Referred> records(@PathVariable String id, Parameters asked) {
        asked.only("limit", "cursor");
        var entry = keeping.found(request(id));
        int limit = asked.limit();
        var found = register.records(entry.request(), asked.cursor().map(cursor -> Parameters.id("cursor", cursor)).orElse(null),
                limit + 1);
        var shown = found.stream().limit(limit).map(record -> new Referred(record.value())).toList();
        return new Page<>(shown, found.size() > limit ? shown.getLast().id().toString() : null, entry.records());
    }

    /** Includes records, which are kept while it is open, and excludes others. */
    @PostMapping("/{id}/records")
    Shown choose(@PathVariable String id, @RequestBody Chosen chosen, Actor by) {
        var request = keeping.found(request(id)).request();
        var include = records("include", chosen.include());
        var exclude = records("exclude", chosen.exclude());
        if (include.isEmpty() && exclude.isEmpty()) {
            throw new BadParameter("include", "Name the records to include or to exclude.");
        }
        if (!exclude.isEmpty()) {
            keeping.exclude(request, exclude, text("reason", chosen.reason()), by);
        }
        keeping.include(request, include, by);
        return shown(keeping.found(request));
    }

    /** Closes it, with the reason. */
    @PostMapping("/{id}/close")
    Shown close(@PathVariable String id, @RequestBody Closing closing, Actor by) {
        var request = keeping.found(request(id)).request();
        keeping.close(request, text("reason", closing.reason()), by);
        return shown(keeping.found(request));
    }

    private Shown shown(Entry entry) {
        var said = words.of(entry.words());
        var closing = entry.closing();
        return new Shown(entry.request().value(), entry.name(), state(entry).name().toLowerCase(Locale.ROOT), entry.receivedOn(),
                entry.enteredAt(), said.getOrDefault("text", ""), said.get("requester"), entry.records(), entry.closedOn(),
                closing == null ? null : words.of(closing).get("reason"));
    }

    private static State state(Entry entry) {
        return entry.isOpen() ? State.OPEN : State.CLOSED;
    }

    private static RequestId request(String id) {
        return new RequestId(Parameters.id("id", id));
    }

    private static List<RecordId> records(String name, @Nullable List<UUID> ids) {
        if (ids != null && ids.size() > MOST) {
            throw new BadParameter(name, "At most " + MOST + " records at once.");
        }
        return ids == null ? List.of() : ids.stream().distinct().map(RecordId::new).toList();
    }

    private static String text(String name, @Nullable String value) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new BadParameter(name, "The " + name + " takes 1 to " + LONGEST + " characters.");
        }
        return text;
    }
}

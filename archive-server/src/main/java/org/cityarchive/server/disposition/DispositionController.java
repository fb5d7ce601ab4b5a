package org.cityarchive.server.disposition;

import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.BatchJson.Shown;
import org.cityarchive.server.disposition.BatchJson.ShownRecord;
import org.cityarchive.server.disposition.Disposing.Agreed;
import org.cityarchive.server.disposition.Disposing.Why;
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

/** The end of records over HTTP, step by step; a step that was taken already changes nothing when it is asked for again. */
@RestController
@RequestMapping(DispositionController.PATH)
@Tag(name = "dispositions")
final class DispositionController {
    static final String PATH = "/api/v1/dispositions";
    private static final int LONGEST_KEY = 200;

    private final Disposing disposing;
    private final DispositionBatches batches;
    private final Executions executions;
    private final ListChecks lists;
    private final BatchJson json;

    DispositionController(Disposing disposing, DispositionBatches batches, Executions executions, ListChecks lists,
            BatchJson json) {
        this.lists = lists;
        this.disposing = disposing;
        this.batches = batches;
        this.executions = executions;
        this.json = json;
    }

    /**
     * Records that are to end.
     *
     * @param appraisal what a person found of them, where a series of theirs asks for it
     * @param review true: the list is left to be looked at, record by record; else whoever sends it has looked, and it is proposed at once
     */
    record Wanted(@Nullable List<UUID> records, @Nullable String reason, @Nullable String appraisal, @Nullable Boolean review) {}

    /** @param records left in; none: all that nobody has looked at */
    record Reviewed(@Nullable List<UUID> records) {}

    record Excepted(@Nullable List<UUID> records, @Nullable String reason) {}

    /**
     * The second person's agreement.
     *
     * @param records how many the list holds
     * @param councilOrder reference of the council's order; its day: councilOrderOn
     * @param subcommittee reference of the subcommittee's written approval, where a series of the list is not exempt
     * @param executeFrom first day on which it may be carried out; left out: today
     */
    record Approval(@Nullable Long records, @Nullable String councilOrder, @Nullable String councilOrderOn,
            @Nullable String subcommittee, @Nullable String subcommitteeOn, @Nullable LocalDate executeFrom,
            @Nullable String note) {}

    /** @param reference where the notice stands: a number of the committee's central registry */
    record Notice(@Nullable String reference) {}

    /** @param answeredBy who of the law's list: historical-society, state-archives, university, and so on */
    record Answered(@Nullable List<UUID> records, @Nullable String answeredBy, @Nullable Boolean claimed, @Nullable String who) {}

    record Withdrawal(@Nullable String reason) {}

    /** All dispositions, the newest first. */
    @GetMapping
    Page<Shown> all(Parameters asked) {
        asked.only("limit", "cursor", "stage");
        var stage = asked.word("stage", Batch.Stage.class);
        var some = batches.all().stream().filter(batch -> stage.isEmpty() || stage.get() == json.stage(batch)).toList();
        var page = Page.of(some, batch -> batch.disposition().toString(), asked);
        return new Page<>(page.items().stream().map(json::shown).toList(), page.next(), page.total());
    }

    @GetMapping("/{id}")
    Shown one(@PathVariable String id) {
        return json.shown(disposing.found(disposition(id)));
    }

    /** Its records, in the order of its list; state: listed, reviewed, excepted or destroyed. */
    @GetMapping("/{id}/records")
    Page<ShownRecord> records(@PathVariable String id, Parameters asked) {
        asked.only("limit", "cursor", "state");
        var batch = disposing.found(disposition(id));
        var state = asked.word("state", Listed.State.class);
        int limit = asked.limit();
        int after = (int) Math.min(Integer.MAX_VALUE, asked.number("cursor").orElse(0L));
        var found = batches.records(batch.disposition(), state.map(Set::of).orElse(Set.of()), after, limit + 1);
        var shown = found.stream().limit(limit).map(json::shown).toList();
        return new Page<>(shown, found.size() > limit ? String.valueOf(shown.getLast().place()) : null,
                json.count(batch, state.orElse(null)));
    }

    /** Proposes records, in groups: each must be due today. */
    @PostMapping
    ResponseEntity<Shown> propose(@RequestBody Wanted wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor by) {
        if (repeatKey != null && (repeatKey.isBlank() || repeatKey.length() > LONGEST_KEY)) {
            throw new BadParameter("Idempotency-Key", "The Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
        }
        var disposition = disposing.id(repeatKey, by);
        var batch = disposing.propose(disposition, Typed.records("records", wanted.records()),
                new Why(Typed.text("reason", wanted.reason()), Typed.words(wanted.appraisal())), by);
        if (!Boolean.TRUE.equals(wanted.review()) && batch.submitted() == null) {
            disposing.review(disposition, List.of(), by);
            disposing.submit(disposition, by);
        }
        return ResponseEntity.created(URI.create(PATH + "/" + disposition)).body(json.shown(disposing.found(disposition)));
    }

    /** Says that records were looked at and stay on the list. */
    @PostMapping("/{id}/reviews")
    Shown review(@PathVariable String id, @RequestBody Reviewed reviewed, Actor by) {
        var records = reviewed.records();
        disposing.review(disposition(id), records == null ? List.of() : Typed.records("records", records), by);
        return one(id);
    }

    /** Hands a list that was looked at to the second person. */
    @PostMapping("/{id}/submission")
    Shown submit(@PathVariable String id, Actor by) {
        disposing.submit(disposition(id), by);
        return one(id);
    }

    /** Takes records off the list, with the reason. */
    @PostMapping("/{id}/exceptions")
    Shown except(@PathVariable String id, @RequestBody Excepted excepted, Actor by) {
        var reason = Typed.text("reason", excepted.reason());
        disposing.except(disposition(id), Typed.records("records", excepted.records()), reason, by);
        return one(id);
    }

    /** How far its records are opened and judged as the destroying decision will judge them; where nobody does, that begins. */
    @GetMapping("/{id}/check")
    CheckJson check(@PathVariable String id) {
        return CheckJson.of(lists.progress(disposing.found(disposition(id)).disposition(), json.today()));
    }

    /** Agrees, as the second person, by the number of records; 202: its records are looked at first, and nothing was agreed to yet. */
    @PostMapping("/{id}/approvals")
    ResponseEntity<Object> approve(@PathVariable String id, @RequestBody Approval approval, Actor by) {
        var from = approval.executeFrom();
        var looking = disposing.approve(disposition(id), new Agreed(Typed.count("records", approval.records()),
                Typed.text("councilOrder", approval.councilOrder()), Typed.words(approval.councilOrderOn()),
                Typed.words(approval.subcommittee()), Typed.words(approval.subcommitteeOn()),
                from == null ? json.today() : from, Typed.words(approval.note())), by);
        return done(id, looking);
    }

    /** Says that its records over 50 years old were offered today; 202: its records are looked at first, and nothing was said yet. */
    @PostMapping("/{id}/notice")
    ResponseEntity<Object> notice(@PathVariable String id, @RequestBody Notice notice, Actor by) {
        return done(id, disposing.serveNotice(disposition(id), Typed.text("reference", notice.reference()), by));
    }

    private ResponseEntity<Object> done(String id, Optional<ListCheck.Progress> looking) {
        return looking.map(progress -> CheckJson.first(disposition(id), progress)).orElseGet(() -> ResponseEntity.ok(one(id)));
    }

    /** Enters an answer to the offer. */
    @PostMapping("/{id}/offers")
    Shown answer(@PathVariable String id, @RequestBody Answered answered, Actor by) {
        var claimed = answered.claimed();
        if (claimed == null) {
            throw new BadParameter("claimed", "The member claimed takes true or false.");
        }
        disposing.answer(disposition(id), Typed.records("records", answered.records()),
                OfferedWords.typed("answeredBy", answered.answeredBy()), claimed, Typed.text("who", answered.who()), by);
        return one(id);
    }

    /** Begins to carry it out; goes on in the background. */
    @PostMapping("/{id}/execution")
    ResponseEntity<Shown> execute(@PathVariable String id, Actor by) {
        executions.order(disposition(id), by);
        return ResponseEntity.accepted().location(URI.create(PATH + "/" + id)).body(one(id));
    }

    /** Lets nothing more of it be carried out. */
    @PostMapping("/{id}/withdrawal")
    Shown withdraw(@PathVariable String id, @RequestBody Withdrawal withdrawal, Actor by) {
        disposing.withdraw(disposition(id), Typed.text("reason", withdrawal.reason()), by);
        return one(id);
    }

    private static DispositionId disposition(String id) {
        return new DispositionId(Parameters.id("id", id));
    }

    /** What a request's members must be. */
    static final class Typed {
        private static final int LONGEST = 4_000;
        private static final int MOST = 10_000;

        private Typed() {}

        static List<RecordId> records(String name, @Nullable List<UUID> ids) {
            if (ids == null || ids.isEmpty() || ids.size() > MOST) {
                throw new BadParameter(name, "Name 1 to " + MOST + " records by their ids.");
            }
            return ids.stream().distinct().map(RecordId::new).toList();
        }

        static String text(String name, @Nullable String value) {
            var text = words(value);
            if (text.isEmpty() || text.length() > LONGEST) {
                throw new BadParameter(name, "The " + name + " takes 1 to " + LONGEST + " characters.");
            }
            return text;
        }

        static String words(@Nullable String value) {
            var text = value == null ? "" : value.strip();
            if (text.length() > LONGEST) {
                throw new BadParameter("text", "No text here takes more than " + LONGEST + " characters.");
            }
            return text;
        }

        static long count(String name, @Nullable Long value) {
            if (value == null || value < 0) {
                throw new BadParameter(name, "The " + name + " takes the number of records that the list holds.");
            }
            return value;
        }
    }
}

package org.cityarchive.server.retention;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.core.retention.RetentionCommand;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.retention.RuleBook.Rule;
import org.cityarchive.server.retention.RuleBook.Wording;
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

/** Rules over the API: looked at before they are adopted, as on the page. */
@RestController
@Tag(name = "rules")
@RequestMapping("/api/v1/rules")
final class RuleController {
    private static final int SHOWN = 50;

    private final RuleBook rules;
    private final Confirming confirming;
    private final RetentionActs acts;

    RuleController(RuleBook rules, Confirming confirming, RetentionActs acts) {
        this.rules = rules;
        this.confirming = confirming;
        this.acts = acts;
    }

    /**
     * A rule, or a new wording of one.
     *
     * @param rule of which rule it is a wording; null: a new rule
     * @param number the wording's, one more than the last; null: 1
     * @param query in the search language
     * @param previewed how many records the preview said it matches
     * @param previewedAt the position of that preview
     */
    record Wanted(@Nullable UUID rule, @Nullable Integer number, @Nullable String name, @Nullable String query,
            @Nullable String series, @Nullable String reason, @Nullable Long previewed, @Nullable Long previewedAt) {}

    /** Why a rule is to match nothing any more. */
    record Why(@Nullable String reason) {}

    /** @param state matching or retired */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(UUID id, int number, String name, String query, String series, String reason, String state, long matches,
            String adoptedBy, Instant adoptedAt, long previewed, List<Wording> wordings) {
        static Told of(Rule rule) {
            var last = rule.last();
            return new Told(rule.id().value(), last.number(), last.name(), last.query(), last.series().value(), last.reason(),
                    rule.isRetired() ? "retired" : "matching", rule.matches(), last.adoptedBy(), last.adoptedAt(),
                    last.previewed(), rule.wordings());
        }
    }

    /** What a query matches now: how many, of which accounts and years, and ids of some. */
    record Looked(long matches, long position, List<FacetCount> accounts, List<FacetCount> years, List<UUID> samples) {}

    @GetMapping
    Page<Told> all(Parameters asked) {
        asked.only("limit", "cursor");
        return Page.of(rules.all().stream().map(Told::of).toList(), one -> one.id().toString(), asked);
    }

    /** Looks at what a query matches, before anybody adopts it. */
    @GetMapping("/preview")
    Looked preview(Parameters asked) {
        asked.only("q");
        var looked = rules.preview(asked.text("q").orElse(""));
        return new Looked(looked.matches(), looked.position(), looked.accounts(), looked.years(),
                looked.samples().stream().map(one -> one.id().value()).toList());
    }

    @GetMapping("/{id}")
    Told one(@PathVariable String id) {
        return Told.of(rules.of(rule(id)));
    }

    /** Adopts it: the person's confirmation of what it matches. */
    @PostMapping
    ResponseEntity<Told> adopt(@RequestBody Wanted wanted,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String repeatKey, Actor by) {
        var rule = wanted.rule() == null ? RepeatKey.id("rule", by, repeatKey) : wanted.rule();
        var typed = new HashMap<String, String>();
        typed.put("rule", rule.toString());
        typed.put("number", String.valueOf(wanted.number() == null ? 1 : wanted.number()));
        typed.put("name", wanted.name() == null ? "" : wanted.name());
        typed.put("q", wanted.query() == null ? "" : wanted.query().strip());
        typed.put("series", wanted.series() == null ? "" : wanted.series());
        typed.put("reason", wanted.reason() == null ? "" : wanted.reason().strip());
        rules.adopt(RuleForm.wish(typed, wanted.previewed() == null ? 0 : wanted.previewed(),
                wanted.previewedAt() == null ? 0 : wanted.previewedAt(), acts.zone()), by);
        return ResponseEntity.created(URI.create("/api/v1/rules/" + rule)).body(one(rule.toString()));
    }

    /**
     * What a person confirms at once.
     *
     * @param number the wording's that was looked at
     * @param records at most 500
     */
    record Seen(@Nullable Integer number, @Nullable List<UUID> records) {}

    /**
     * What waits for a person's confirmation.
     *
     * @param asked whether the city's profile asks for it: only then it keeps records from coming due
     * @param number of the wording that counts
     * @param waiting how many records
     * @param records ids of the next of them
     */
    record Unconfirmed(boolean asked, int number, long waiting, List<UUID> records) {}

    /** The next records that the rule matches and nobody confirmed. */
    @GetMapping("/{id}/confirmations")
    Unconfirmed unconfirmed(@PathVariable String id, Parameters asked) {
        asked.only("limit");
        int limit = asked.whole("limit").orElse(SHOWN);
        if (limit < 1 || limit > RetentionCommand.MOST) {
            throw new BadParameter("limit", "Ask for 1 to " + RetentionCommand.MOST + " at once.");
        }
        var last = rules.of(rule(id)).version();
        return new Unconfirmed(confirming.isAsked(), last.version(), confirming.waiting(last),
                confirming.next(last, limit).stream().map(RecordId::value).toList());
    }

    /** Confirms that the wording classifies these records rightly; again changes nothing. */
    @PostMapping("/{id}/confirmations")
    Unconfirmed confirm(@PathVariable String id, @RequestBody Seen seen, Parameters asked, Actor by) {
        var records = seen.records() == null ? List.<UUID>of() : seen.records();
        if (seen.number() == null) {
            throw new BadParameter("number", "Say which wording of the rule was looked at.");
        } else if (records.isEmpty() || records.size() > RetentionCommand.MOST) {
            throw new BadParameter("records", "Name 1 to " + RetentionCommand.MOST + " records.");
        }
        rules.of(rule(id));
        confirming.confirm(new RuleVersion(rule(id), seen.number()), records.stream().map(RecordId::new).toList(), by);
        return unconfirmed(id, asked);
    }

    /** Lets it match nothing any more; again changes nothing. */
    @PostMapping("/{id}/retirement")
    Told retire(@PathVariable String id, @RequestBody Why why, Actor by) {
        rules.retire(rule(id), Typed.text(why.reason(), "reason", "The reason"), by);
        return one(id);
    }

    private static RuleId rule(String id) {
        return new RuleId(Parameters.id("id", id));
    }
}

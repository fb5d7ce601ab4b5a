package org.cityarchive.server.retention;

import java.util.Comparator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.retention.Difference.Kind;
import org.cityarchive.server.retention.WhatIfs.Computing;
import org.cityarchive.server.retention.WhatIfs.Outcome;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What a draft would change, over the API. It changes nothing, and so needs no Idempotency-Key. */
@RestController
@Tag(name = "what-if")
final class WhatIfController {
    private static final int SAMPLES = 10;

    private final WhatIfs whatIfs;
    private final WhatIfDrafts drafts;
    private final RetentionActs acts;

    WhatIfController(WhatIfs whatIfs, WhatIfDrafts drafts, RetentionActs acts) {
        this.whatIfs = whatIfs;
        this.drafts = drafts;
        this.acts = acts;
    }

    /**
     * A draft: a schedule's id, or a rule as it is to be.
     *
     * @param rule of which rule it is a wording; null: a new one
     */
    record Wanted(@Nullable UUID schedule, @Nullable UUID rule, @Nullable Integer number, @Nullable String query,
            @Nullable String series) {}

    /** How many of a kind: by year, by account's id, by series. */
    record Told(long count, Map<String, Long> years, Map<String, Long> accounts, Map<String, Long> series, List<UUID> samples) {}

    /** An open disposition, and how many of its records would be due no more. */
    record ToldBatch(UUID disposition, long records) {}

    /**
     * The answer.
     *
     * @param state done, or computing: then ask again
     * @param looked how many records are looked at so far
     * @param on the day by which both are judged
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answered(String state, long looked, @Nullable LocalDate on, @Nullable Long records, @Nullable Long dueNow,
            @Nullable Long dueThen, @Nullable Map<String, Told> changes, @Nullable List<ToldBatch> brokenBatches) {}

    @PostMapping("/api/v1/what-if")
    ResponseEntity<Answered> ask(@RequestBody Wanted wanted) {
        var settled = whatIfs.settled();
        return switch (whatIfs.of(draft(wanted, settled), settled)) {
            case Computing(var done) -> ResponseEntity.status(HttpStatus.ACCEPTED).header(HttpHeaders.RETRY_AFTER, "5")
                    .body(new Answered("computing", done, null, null, null, null, null, null));
            case Outcome outcome -> ResponseEntity.ok(answered(outcome));
        };
    }

    private WhatIfDraft draft(Wanted wanted, Settled settled) {
        if (wanted.schedule() != null) {
            return drafts.schedule(Typed.schedule(wanted.schedule().toString()), settled);
        }
        var typed = new HashMap<String, String>();
        typed.put("rule", wanted.rule() == null ? "" : wanted.rule().toString());
        typed.put("number", wanted.number() == null ? "" : wanted.number().toString());
        typed.put("name", "what if");
        typed.put("q", wanted.query() == null ? "" : wanted.query());
        typed.put("series", wanted.series() == null ? "" : wanted.series());
        if (wanted.query() == null) {
            throw new BadParameter("schedule", "Say of which draft: schedule with a draft’s id, or query and series of a rule.");
        }
        var wish = RuleForm.wish(typed, 0, 0, acts.zone());
        return drafts.rule(wish.id(), wish.number(), wish.written().name(), wish.written().query(), wish.series(), settled);
    }

    private static Answered answered(Outcome outcome) {
        var changes = new LinkedHashMap<String, Told>();
        outcome.counts().forEach((kind, counts) -> changes.put(kind.word(), told(outcome, kind, counts)));
        var broken = new ArrayList<ToldBatch>();
        outcome.broken().forEach(one -> broken.add(new ToldBatch(one.disposition().value(), one.records())));
        return new Answered("done", outcome.records(), outcome.draft().day(), outcome.records(), outcome.dueNow(),
                outcome.dueThen(), changes, broken);
    }

    private static Told told(Outcome outcome, Kind kind, WhatIfTally.Counts counts) {
        return new Told(counts.all(), texts(counts.years()), texts(counts.accounts()), texts(counts.series()),
                outcome.tally().list(kind, WhatIfTally.Only.ALL, 0, SAMPLES).stream().map(id -> id.value()).toList());
    }

    private static Map<String, Long> texts(Map<?, Long> counts) {
        var texts = new LinkedHashMap<String, Long>();
        counts.entrySet().stream().sorted(Comparator.comparing(one -> String.valueOf(one.getKey())))
                .forEach(one -> texts.put(String.valueOf(one.getKey()), one.getValue()));
        return texts;
    }
}

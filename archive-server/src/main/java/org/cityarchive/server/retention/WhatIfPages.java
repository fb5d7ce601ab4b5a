package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.Difference.Kind;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.retention.Schedules.Shown;
import org.cityarchive.server.retention.WhatIfTally.Counts;
import org.cityarchive.server.retention.WhatIfTally.Only;
import org.cityarchive.server.retention.WhatIfs.Computing;
import org.cityarchive.server.retention.WhatIfs.Outcome;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a draft would change, before anybody adopts it: six counts, each a link to its list. */
@Controller
@RequestMapping("/retention")
final class WhatIfPages {
    private static final int PAGE = 50;
    private static final int SAMPLES = 3;
    private static final int SHARES = 8;
    /** Of the list of one kind: a rule's own fields are called kind and account. */
    private static final String CHANGE = "change";
    /** In the order in which they are shown. */
    private static final List<Kind> SHOWN = List.of(Kind.LONGER, Kind.SHORTER, Kind.UNRESOLVED, Kind.NEWLY_DUE,
            Kind.NO_LONGER_DUE);
    /** In one line below them. */
    private static final List<Kind> BESIDES = List.of(Kind.DUE_ONCE_CONFIRMED, Kind.OTHER_SERIES, Kind.CLASSIFIED,
            Kind.UNCLASSIFIED);

    private final WhatIfs whatIfs;
    private final WhatIfDrafts drafts;
    private final Schedules schedules;
    private final RecordLines lines;
    private final AccountRegister accounts;
    private final Settlers settlers;
    private final Refusals refusals;
    private final NamedBatches batches;
    private final SeriesCounts counts;

    WhatIfPages(WhatIfs whatIfs, WhatIfDrafts drafts, Schedules schedules, RecordLines lines, AccountRegister accounts,
            Settlers settlers, Refusals refusals, NamedBatches batches, SeriesCounts counts) {
        this.counts = counts;
        this.batches = batches;
        this.whatIfs = whatIfs;
        this.drafts = drafts;
        this.schedules = schedules;
        this.lines = lines;
        this.accounts = accounts;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    /** How many of a kind are of one account or year. */
    record Share(String label, long count, String href) {}

    /**
     * One kind of change.
     *
     * @param samples some of its records
     */
    record Told(Kind kind, long count, String words, String icon, String tone, String side, String href, List<Share> accounts,
            List<Share> years, List<RecordLines.Line> samples) {}

    /** What becomes of a series. */
    record Effect(String words, String icon, String tone, String href) {}

    /** An open batch that would break, as people call it. */
    record Broken(String name, String href, long records) {}

    /** A series in both versions, how many records stand in it now, and what becomes of them. */
    record Row(ScheduleComparison.Line line, long records, String href, List<Effect> effects) {}

    @GetMapping("/schedules/{id}/what-if")
    String schedule(@PathVariable String id, Parameters given, Actor actor, Model model) {
        var settled = whatIfs.settled();
        var shown = schedules.of(Typed.schedule(id), settlers.acts().today());
        if (!shown.isDraft()) {
            return "redirect:/retention/schedules/" + shown.id() + "/differences";
        }
        var here = PageAddress.of("/retention/schedules/" + shown.id() + "/what-if");
        var answer = whatIfs.of(drafts.schedule(shown.id(), settled), settled);
        model.addAttribute("s", shown);
        if (answer instanceof Outcome outcome) {
            var inForce = schedules.inForce(settlers.acts().today());
            model.addAttribute("inForce", inForce.orElse(null));
            model.addAttribute("rows", rows(inForce.map(Shown::lines).orElse(List.of()), shown, outcome, here));
        }
        model.addAttribute("readByNobody", shown.lines().stream().filter(line -> shown.vouched(line) == null).count());
        settlers.second(shown.drafter(), model);
        model.addAttribute("mine", shown.drafter().toString().equals(settlers.me(actor)));
        settlers.may(Settlers.SCHEDULES, actor, model);
        return show(answer, here, given, model);
    }

    @GetMapping("/what-if")
    String rule(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = RuleForm.typed(given);
        return Trouble.orAgain(() -> {
            var wish = RuleForm.wish(typed, 0, 0, settlers.acts().zone());
            var settled = whatIfs.settled();
            var here = PageAddress.of("/retention/what-if").with("rule", wish.id().toString())
                    .with("number", String.valueOf(wish.number())).with("q", wish.written().query())
                    .with("series", wish.series().value()).with("name", wish.written().name())
                    .with("reason", wish.written().reason().isEmpty() ? null : wish.written().reason());
            model.addAttribute("back", here.at("/retention/rules/new").toString());
            settlers.may(Settlers.RULES, actor, model);
            return show(whatIfs.of(drafts.rule(wish.id(), wish.number(), wish.written().name(), wish.written().query(),
                    wish.series(), settled), settled), here, given, model);
        }, typed, refusals, response, trouble -> {
            throw new BadParameter(trouble.field() == null ? "q" : trouble.field(), trouble.sentence());
        });
    }

    private String show(WhatIfs.Answer answer, PageAddress here, Parameters given, Model model) {
        switch (answer) {
            case Computing computing -> {
                model.addAttribute("done", computing.done()).addAttribute("here", here.toString());
                return "retention/what-if-computing";
            }
            case Outcome outcome -> {
                model.addAttribute("o", outcome);
                var kind = given.word(CHANGE, Kind.class);
                if (kind.isPresent()) {
                    return list(outcome, kind.get(), here, given, model);
                }
                var told = SHOWN.stream().map(one -> told(one, outcome, here)).toList();
                var besides = BESIDES.stream().map(one -> told(one, outcome, here)).toList();
                model.addAttribute("told", told).addAttribute("besides", besides);
                model.addAttribute("each", Stream.concat(told.stream(), besides.stream()).toList());
                model.addAttribute("batches", outcome.broken().stream()
                        .map(one -> new Broken(batches.name(one.disposition()), "/disposition/batches/" + one.disposition(),
                                one.records()))
                        .toList());
                return "retention/what-if";
            }
        }
    }

    private String list(Outcome outcome, Kind kind, PageAddress here, Parameters given, Model model) {
        long from = given.number("from").orElse(0L);
        var series = given.text("code").map(code -> Typed.code(code, "code")).orElse(null);
        var whose = given.text("whose").map(id -> Parameters.id("whose", id)).orElse(null);
        var year = given.whole("dated").orElse(null);
        var only = new Only(series, whose, year);
        var shown = outcome.tally().list(kind, only, from, PAGE + 1);
        var address = here.with(CHANGE, kind.word()).with("code", series == null ? null : series.value())
                .with("whose", whose == null ? null : whose.toString()).with("dated", year == null ? null : year.toString());
        model.addAttribute("whose", whose == null ? null : account(whose)).addAttribute("dated", year);
        model.addAttribute("kind", told(kind, outcome, here)).addAttribute("from", from).addAttribute("series", series);
        model.addAttribute("lines", lines.of(shown.subList(0, Math.min(PAGE, shown.size()))));
        model.addAttribute("total", outcome.tally().count(kind, only));
        model.addAttribute("next", shown.size() > PAGE ? address.with("from", String.valueOf(from + PAGE)).toString() : null);
        model.addAttribute("here", here.toString());
        return "retention/what-if-list";
    }

    private static long total(Outcome outcome, Kind kind, @Nullable SeriesCode series) {
        var counts = outcome.counts().get(kind);
        return counts == null ? 0 : series == null ? counts.all() : counts.series().getOrDefault(series, 0L);
    }

    private Told told(Kind kind, Outcome outcome, PageAddress here) {
        var counts = Optional.ofNullable(outcome.counts().get(kind)).orElseGet(Counts::new);
        return new Told(kind, counts.all(), words(kind, counts.all()), icon(kind), tone(kind), side(kind, outcome),
                here.with(CHANGE, kind.word()).toString(), shares(named(counts.accounts(), here.with(CHANGE, kind.word()))),
                shares(years(counts.years(), here.with(CHANGE, kind.word()))),
                lines.of(outcome.tally().list(kind, Only.ALL, 0, SAMPLES)));
    }

    private List<Share> named(Map<UUID, Long> accounts, PageAddress list) {
        var named = new ArrayList<Share>();
        accounts.forEach((id, count) -> named.add(new Share(account(id), count, list.with("whose", id.toString()).toString())));
        named.sort(Comparator.comparingLong(Share::count).reversed().thenComparing(Share::label));
        return named;
    }

    private String account(UUID id) {
        return accounts.of(new AccountId(id)).map(AccountRegister.Entry::name).orElse("an account that is not in the register");
    }

    private static List<Share> years(Map<Integer, Long> years, PageAddress list) {
        return years.entrySet().stream().sorted(Map.Entry.<Integer, Long>comparingByKey().reversed())
                .map(one -> new Share(String.valueOf(one.getKey()), one.getValue(),
                        list.with("dated", String.valueOf(one.getKey())).toString()))
                .toList();
    }

    private static List<Share> shares(List<Share> all) {
        return all.size() <= SHARES ? all : List.copyOf(all.subList(0, SHARES));
    }

    private List<Row> rows(List<SeriesLine> now, Shown then, Outcome outcome, PageAddress here) {
        var counted = counts.now();
        return ScheduleComparison.of(now, then.lines()).lines().stream().map(line -> new Row(line, counted.of(line.code()),
                SeriesCounts.href(line.code()), effects(line.code(), outcome, here))).toList();
    }

    private static List<Effect> effects(SeriesCode code, Outcome outcome, PageAddress here) {
        var effects = new ArrayList<Effect>();
        for (var kind : Kind.values()) {
            long count = total(outcome, kind, code);
            if (count > 0) {
                effects.add(new Effect("%,d %s".formatted(count, words(kind, count)), icon(kind), tone(kind),
                        here.with(CHANGE, kind.word()).with("code", code.value()).toString()));
            }
        }
        return effects;
    }

    /** After a number. */
    private static String words(Kind kind, long count) {
        boolean one = count == 1;
        return switch (kind) {
            case LONGER -> "kept longer";
            case SHORTER -> "kept shorter";
            case UNRESOLVED -> "not resolved";
            case NEWLY_DUE -> "newly due";
            case NO_LONGER_DUE -> "no longer due";
            case DUE_ONCE_CONFIRMED -> "due once confirmed";
            case OTHER_SERIES -> one ? "changes series" : "change series";
            case CLASSIFIED -> one ? "gets its first series" : "get their first series";
            case UNCLASSIFIED -> one ? "loses its series and is kept" : "lose their series and are kept";
        };
    }

    private static String side(Kind kind, Outcome outcome) {
        return switch (kind) {
            case UNRESOLVED -> "trigger has no date";
            case NEWLY_DUE ->
                outcome.of(Kind.DUE_ONCE_CONFIRMED) == 0
                        ? ""
                        : "%,d once confirmed".formatted(outcome.of(Kind.DUE_ONCE_CONFIRMED));
            case NO_LONGER_DUE -> "of %,d".formatted(outcome.dueNow());
            default -> "";
        };
    }

    private static String icon(Kind kind) {
        return switch (kind) {
            case LONGER -> "arrow-right";
            case SHORTER -> "arrow-left";
            case UNRESOLVED, UNCLASSIFIED -> "question-circle";
            case NEWLY_DUE, DUE_ONCE_CONFIRMED -> "hourglass-bottom";
            case NO_LONGER_DUE -> "x-circle";
            case OTHER_SERIES -> "arrow-left-right";
            case CLASSIFIED -> "journal-check";
        };
    }

    private static String tone(Kind kind) {
        return switch (kind) {
            case LONGER, NO_LONGER_DUE, OTHER_SERIES, CLASSIFIED -> "blue";
            case SHORTER, UNRESOLVED, NEWLY_DUE, DUE_ONCE_CONFIRMED -> "amber";
            case UNCLASSIFIED -> "slate";
        };
    }
}

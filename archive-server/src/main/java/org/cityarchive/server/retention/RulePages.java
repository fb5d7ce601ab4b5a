package org.cityarchive.server.retention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Rules as pages: all there are with what each matches now, one with its wordings, and a new one with its preview. */
@Controller
@RequestMapping("/retention/rules")
final class RulePages {
    private static final int AT_ONCE = 50;
    private static final int LATEST = 20;

    private final RuleBook rules;
    private final Schedules schedules;
    private final AccountRegister accounts;
    private final Settlers settlers;
    private final Refusals refusals;
    private final Confirming confirming;
    private final RecordLines lines;

    RulePages(RuleBook rules, Schedules schedules, AccountRegister accounts, Settlers settlers, Refusals refusals,
            Confirming confirming, RecordLines lines) {
        this.confirming = confirming;
        this.lines = lines;
        this.rules = rules;
        this.schedules = schedules;
        this.accounts = accounts;
        this.settlers = settlers;
        this.refusals = refusals;
    }

    /** How many records of a preview are of one account, year or kind of author, and the search that lists them. */
    record Share(String label, long count, String href) {}

    @GetMapping
    String all(Actor actor, Model model) {
        var all = rules.all();
        model.addAttribute("rules", all.stream().filter(rule -> !rule.isRetired()).toList());
        model.addAttribute("retired", all.stream().filter(RuleBook.Rule::isRetired).toList());
        model.addAttribute("titles", titles());
        settlers.may(Settlers.RULES, actor, model);
        return "retention/rules";
    }

    @GetMapping("/new")
    String fresh(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = RuleForm.typed(given);
        return typed.containsKey("name") || typed.containsKey("q") || !RuleForm.query(typed).isEmpty()
                ? Trouble.orAgain(() -> preview(typed, null, actor, model), typed, refusals, response,
                        trouble -> form(typed, trouble, actor, model))
                : form(typed, null, actor, model);
    }

    private String preview(Map<String, String> typed, @Nullable Trouble trouble, Actor actor, Model model) {
        var wish = RuleForm.wish(typed, 0, 0, settlers.acts().zone());
        var preview = rules.preview(wish.written().query());
        model.addAttribute("preview", preview);
        var all = wish.written().query();
        model.addAttribute("byAccount", shares(preview.accounts(), this::account, all, "account:"));
        model.addAttribute("byYear", shares(preview.years(), FacetCount::value, all, "on:"));
        model.addAttribute("byAuthor", shares(preview.authors(), one -> author(one.value()), all, "author-kind:"));
        var said = new HashMap<String, String>();
        said.put("rule", wish.id().toString());
        said.put("number", String.valueOf(wish.number()));
        said.put("name", wish.written().name());
        said.put("q", wish.written().query());
        said.put("series", wish.series().value());
        said.put("reason", wish.written().reason());
        return form(said, trouble, actor, model);
    }

    private static List<Share> shares(List<FacetCount> counts, Function<FacetCount, String> label, String all, String field) {
        return counts.stream().map(one -> new Share(label.apply(one), one.count(),
                PageAddress.of("/search").with("q", "(" + all + ") " + field + one.value()).toString())).toList();
    }

    private String account(FacetCount one) {
        return accounts.all().stream().filter(entry -> entry.account().toString().equals(one.value()))
                .map(AccountRegister.Entry::name).findFirst().orElse(one.value());
    }

    private static String author(String kind) {
        return switch (kind) {
            case "city" -> "the city";
            case "public" -> "of the public";
            default -> "not known";
        };
    }

    private String form(Map<String, String> typed, @Nullable Trouble trouble, Actor actor, Model model) {
        var fields = new HashMap<>(typed);
        fields.putIfAbsent("rule", UUID.randomUUID().toString());
        fields.putIfAbsent("number", "1");
        model.addAttribute("fields", fields).addAttribute("wrong", trouble).addAttribute("typed", fields);
        model.addAttribute("series", schedules.inForce(settlers.acts().today()).map(Schedules.Shown::lines).orElse(List.of()));
        model.addAttribute("accounts", accounts.all());
        model.addAttribute("heading", "1".equals(fields.get("number")) ? "New rule" : "New wording of a rule");
        settlers.may(Settlers.RULES, actor, model);
        return "retention/rule-new";
    }

    /** The person's confirmation of what the preview showed. */
    @PostMapping
    String adopt(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = RuleForm.typed(given);
        return Trouble.orAgain(() -> {
            var wish = RuleForm.wish(typed, given.number("previewed").orElse(0L), given.number("previewedAt").orElse(0L),
                    settlers.acts().zone());
            rules.adopt(wish, actor);
            return "redirect:/retention/rules/" + wish.id();
        }, typed, refusals, response, trouble -> trouble.rule() == null
                ? form(typed, trouble, actor, model)
                : preview(typed, trouble, actor, model));
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Actor actor, Model model) {
        return one(id, null, actor, model);
    }

    private String one(String id, @Nullable Trouble trouble, Actor actor, Model model) {
        var rule = rules.of(rule(id));
        model.addAttribute("rule", rule).addAttribute("titles", titles());
        if (confirming.isAsked() && !rule.isRetired()) {
            model.addAttribute("unconfirmed", confirming.waiting(rule.version()))
                    .addAttribute("next", lines.of(confirming.next(rule.version(), AT_ONCE)))
                    .addAttribute("confirmed", confirming.confirmed(rule.version(), LATEST));
        }
        model.addAttribute("wrong", trouble).addAttribute("typed", trouble == null ? Map.of() : trouble.typed());
        settlers.may(Settlers.RULES, actor, model);
        return "retention/rule";
    }

    /** The person's confirmation of the batch that the page showed. */
    @PostMapping("/{id}/confirmations")
    String confirm(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return Trouble.orAgain(() -> {
            var records = given.all("record").stream().map(one -> new RecordId(Parameters.id("record", one))).toList();
            if (records.isEmpty() || records.size() > AT_ONCE) {
                throw new BadParameter("record", "Choose the records that you looked at, at most " + AT_ONCE + ".");
            }
            int number = given.whole("number").orElse(0);
            confirming.confirm(new RuleVersion(rule(id), number), records, actor);
            return "redirect:/retention/rules/" + rule(id) + "#confirm";
        }, Map.of(), refusals, response, trouble -> one(id, trouble, actor, model));
    }

    @PostMapping("/{id}/retirement")
    String retire(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = Typed.of(given, "reason");
        return Trouble.orAgain(() -> {
            rules.retire(rule(id), Typed.text(typed.get("reason"), "reason", "The reason"), actor);
            return "redirect:/retention/rules/" + rule(id);
        }, typed, refusals, response, trouble -> one(id, trouble, actor, model));
    }

    /** Titles and periods of the series in force, by code. */
    private Map<String, SeriesLine> titles() {
        var titles = new HashMap<String, SeriesLine>();
        schedules.inForce(settlers.acts().today())
                .ifPresent(shown -> shown.lines().forEach(line -> titles.put(line.code(), line)));
        return titles;
    }

    private static RuleId rule(String id) {
        return new RuleId(Parameters.id("id", id));
    }
}

package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.server.disposition.Disposing.Why;
import org.cityarchive.server.disposition.DueList.By;
import org.cityarchive.server.disposition.DueWords.Kind;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.hold.HeldMarks;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.retention.Reason;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The due list as a page: what is past its period on a day, and the proposal of what is due. */
@Controller
@RequestMapping("/disposition")
final class DuePages {
    private static final int MOST_ROWS = 500;
    private static final int MOST_PROPOSED = 10_000;
    private static final double WHOLE = 1000;

    private final DueEntries due;
    private final Disposing disposing;
    private final DispositionBatches batches;
    private final BatchModel pages;
    private final WhoCan whoCan;
    private final AccountRegister accounts;
    private final HeldMarks holds;

    DuePages(DueEntries due, Disposing disposing, DispositionBatches batches, BatchModel pages, WhoCan whoCan,
            AccountRegister accounts, HeldMarks holds) {
        this.holds = holds;
        this.accounts = accounts;
        this.due = due;
        this.disposing = disposing;
        this.batches = batches;
        this.pages = pages;
        this.whoCan = whoCan;
    }

    /**
     * A part of the bar, and the link to its list.
     *
     * @param from where it begins, of 1,000
     */
    record Part(Kind kind, long count, double from, double width, String href, boolean chosen) {}

    /**
     * A reason why a record is not due.
     *
     * @param named what stands in the way, such as a hold's matter; null: nothing with a name
     * @param href its page; null: it has none
     */
    record Mark(Kind kind, @Nullable String named, @Nullable String href, String sentence, String rule) {
        static Mark of(Obstacle obstacle, Function<HoldId, String> holds) {
            var citation = obstacle.citation();
            var hold = switch (obstacle) {
                case RetentionObstacle.Held held -> held.hold();
                case RetentionObstacle.CoolingOff cooling -> cooling.hold();
                default -> null;
            };
            return new Mark(DueWords.of(Reason.of(obstacle)), hold == null ? null : holds.apply(hold),
                    hold == null ? null : "/hold/" + hold, obstacle.sentence(), citation.rule() + ": " + citation.source());
        }
    }

    /** A line of the list. */
    record Row(DueEntries.Entry entry, List<Mark> marks, boolean ticked, boolean handedOver) {
        public String href() {
            return "/record/" + record();
        }

        public RecordId record() {
            return entry.line().record();
        }
    }

    @GetMapping
    String list(Parameters given, Actor actor, Model model) {
        return list(given, null, actor, model);
    }

    private String list(Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var today = pages.today();
        var asked = DueAsked.of(given, today, accounts.all());
        var read = due.read(asked, given.cursor().orElse(null), Math.min(MOST_ROWS, given.limit()));
        var here = here(asked, given);
        var ticked = Set.copyOf(given.all("records"));
        model.addAttribute("asked", asked);
        model.addAttribute("today", today);
        model.addAttribute("read", read);
        model.addAttribute("desk", here);
        model.addAttribute("cursor", given.cursor().orElse(null));
        model.addAttribute("parts", parts(read.bar(), asked, here));
        var handedOver = pages.handedOver();
        var names = new HashMap<HoldId, String>();
        Function<HoldId, String> name = hold -> names.computeIfAbsent(hold, holds::name);
        model.addAttribute("rows", read.entries().stream().map(entry -> new Row(entry,
                entry.reasons().stream().map(one -> Mark.of(one, name)).toList(),
                ticked.contains(entry.line().record().toString()),
                entry.line().series().stream().anyMatch(handedOver::contains))).toList());
        model.addAttribute("proposable",
                read.bar().due() > 0 || read.entries().stream().anyMatch(DueEntries.Entry::isProposable));
        model.addAttribute("next", read.next() == null ? null : here.with("cursor", read.next()).toString());
        model.addAttribute("choices", due.choices(asked.day(), By.SERIES));
        model.addAttribute("accounts", choices(due.choices(asked.day(), By.ACCOUNT)));
        model.addAttribute("years", due.choices(asked.day(), By.YEAR).reversed());
        model.addAttribute("days", (BatchModel.DayWords) BatchModel::day);
        model.addAttribute("isClerk", actor.role() == Role.CLERK);
        model.addAttribute("clerks", whoCan.in(Set.of(Role.CLERK)));
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", wrong == null ? Map.of() : wrong.typed());
        begun(given, wrong, actor, model);
        return "disposition/due";
    }

    /** A form sent twice means one batch; where a later group was refused, the ones before it stand on its list already. */
    private void begun(Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var key = wrong == null ? UUID.randomUUID().toString() : given.text("key").orElse(UUID.randomUUID().toString());
        model.addAttribute("key", key);
        model.addAttribute("begun", wrong == null ? null : batches.of(disposing.id(key, actor)).orElse(null));
    }

    /** An account to choose. */
    record Choice(String id, String name) {}

    private List<Choice> choices(List<String> ids) {
        return accounts.all().stream().filter(one -> ids.contains(one.account().toString()))
                .map(one -> new Choice(one.account().toString(), one.name() + ", " + RecordTitle.platform(one.platform())))
                .toList();
    }

    private static PageAddress here(DueAsked asked, Parameters given) {
        var series = asked.series();
        var year = asked.year();
        var account = asked.account();
        var since = asked.since();
        return PageAddress.of("/disposition").with("on", given.text("on").isPresent() ? asked.day().toString() : null)
                .with("account", account == null ? null : account.toString())
                .with("series", series == null ? null : series.value()).with("year", year == null ? null : year.toString())
                .with("reason", asked.only()).with("since", since == null ? null : since.toString())
                .with("limit", given.text("limit").orElse(null));
    }

    private static List<Part> parts(DueList.Bar bar, DueAsked asked, PageAddress here) {
        var parts = new ArrayList<Part>();
        double from = 0;
        for (var part : DueWords.parts(bar)) {
            double width = bar.total() == 0 ? 0 : WHOLE * part.count() / bar.total();
            parts.add(new Part(part.kind(), part.count(), from, Math.max(0, width - 2),
                    here.without("since").with("reason", part.reason()).toString(),
                    part.reason().equals(asked.only()) && asked.since() == null));
            from += width;
        }
        return List.copyOf(parts);
    }

    /** Puts what is ticked, or all that is due of what is shown, on the list of a new batch. */
    @PostMapping("/batches")
    String propose(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            var asked = DueAsked.of(given, pages.today(), accounts.all());
            if (asked.day().isAfter(pages.today())) {
                throw new BadParameter("on", "Only what is due today can be proposed. Show today's list.");
            }
            var why = new Why(because(given),
                    DispositionController.Typed.words(given.text("appraisal").orElse(null)));
            var records = given.text("which").filter("all"::equals).isPresent()
                    ? due.due(asked, MOST_PROPOSED)
                    : ticked(given);
            if (records.isEmpty()) {
                throw new BadParameter("records", "No record was chosen. Tick those that are to be proposed.");
            }
            var batch = disposing.id(given.text("key").orElse(null), actor);
            return "/disposition/batches/" + disposing.propose(batch, records, why, actor).disposition() + "/review";
        }, BatchModel.typed(given, "because", "appraisal"), response, wrong -> list(given, wrong, actor, model));
    }

    private static String because(Parameters given) {
        var why = DispositionController.Typed.words(given.text("because").orElse(null));
        if (why.isEmpty()) {
            throw new BadParameter("because", "Say why these end.");
        }
        return why;
    }

    private static List<RecordId> ticked(Parameters given) {
        return given.all("records").stream().map(id -> new RecordId(Parameters.id("records", id))).distinct().toList();
    }
}

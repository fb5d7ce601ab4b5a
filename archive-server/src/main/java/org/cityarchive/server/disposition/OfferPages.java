package org.cityarchive.server.disposition;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What is over 50 years old is offered first: the notice, its clock, the law's list and who answered (LAW.md M-21). */
@Controller
@RequestMapping("/disposition/batches/{id}/offers")
final class OfferPages {
    private static final int ANSWERS = 50;

    private final Disposing disposing;
    private final OfferedRecords old;
    private final DispositionBatches batches;
    private final Rechecking rechecking;
    private final ListedRows rows;
    private final DispositionWords words;
    private final BatchModel pages;

    OfferPages(Disposing disposing, OfferedRecords old, DispositionBatches batches, Rechecking rechecking, ListedRows rows,
            DispositionWords words,
            BatchModel pages) {
        this.disposing = disposing;
        this.old = old;
        this.batches = batches;
        this.rechecking = rechecking;
        this.rows = rows;
        this.words = words;
        this.pages = pages;
    }

    /** A record that is to be offered, with who comes first among its claimants; null: nobody claimed it. */
    record Offered(ListedRows.Row row, @Nullable String claimant, @Nullable String given) {}

    /** An answer, as it was entered; about: the record, or how many. */
    record Answer(String by, boolean claimed, String who, String about, Instant at) {}

    @GetMapping
    String page(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        return page(id, given, null, actor, model);
    }

    private String page(UUID id, Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var list = batch.disposition();
        int limit = given.limit();
        int after = (int) Math.min(Integer.MAX_VALUE, given.number("cursor").orElse(0L));
        var found = old.after(list, pages.today(), after, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var ever = batches.everClaimed(list);
        var claims = rechecking.claims(list, ever);
        model.addAttribute("count", old.count(list, pages.today()));
        model.addAttribute("offered", offered(list, shown, claims));
        model.addAttribute("next", found.size() > limit
                ? PageAddress.of(here(id)).with("cursor", String.valueOf(shown.getLast().place())).toString()
                : null);
        model.addAttribute("claimed", ever.stream().filter(record -> claims.claimant(record).isPresent()).count());
        model.addAttribute("list", OfferedTo.values());
        model.addAttribute("notice", batch.notice() == null ? Map.of() : words.of(batch.notice()));
        var answers = old.answers(list, ANSWERS);
        var lines = rows.lines(answers.stream().map(OfferedRecords.Answer::first).distinct().toList());
        model.addAttribute("answers", answers.stream().map(one -> new Answer(title(one.by()), one.claimed(),
                words.of(one.words()).getOrDefault("who", ""), one.records() > 1
                        ? String.format(Locale.ROOT, "%,d records", one.records())
                        : lines.getOrDefault(one.first(), ListedRows.Line.GONE).about(),
                one.at())).toList());
        return "disposition/offers";
    }

    private List<Offered> offered(DispositionId list, List<Listed> shown, DispositionNow claims) {
        var given = old.given(list, shown.stream().map(Listed::record).collect(Collectors.toSet()));
        return rows.of(shown).stream().map(row -> {
            var record = row.listed().record();
            var first = claims.marks().claims().getOrDefault(record, Set.of()).stream().min(OfferedTo::compareTo);
            var to = given.stream().filter(one -> one.record().equals(record)).map(one -> title(one.to()))
                    .collect(Collectors.joining(", "));
            return new Offered(row, first.map(OfferedTo::title).orElse(null), to.isEmpty() ? null : to);
        }).toList();
    }

    private static String title(@Nullable OfferedTo one) {
        return one == null ? "Not on the list" : one.title();
    }

    @PostMapping("/notice")
    String serve(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.afterLooking(() -> disposing.serveNotice(new DispositionId(id), text(given, "reference"), actor), here(id),
                BatchModel.typed(given, "reference"), response, wrong -> page(id, new Parameters(Map.of()), wrong, actor, model));
    }

    @PostMapping
    String answer(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            var by = OfferedWords.typed("answeredBy", given.text("answeredBy").orElse(null));
            disposing.answer(new DispositionId(id), records(given), by,
                    given.text("claimed").map("yes"::equals).orElse(false), text(given, "who"), actor);
            return here(id);
        }, BatchModel.typed(given, "answeredBy", "who"), response,
                wrong -> page(id, new Parameters(Map.of()), wrong, actor, model));
    }

    private static List<RecordId> records(Parameters given) {
        var ids = given.all("records");
        if (ids.isEmpty()) {
            throw new BadParameter("records", "Tick the records that the answer is about.");
        }
        return ids.stream().map(one -> new RecordId(Parameters.id("records", one))).toList();
    }

    private static String text(Parameters given, String name) {
        return DispositionController.Typed.text(name, given.text(name).orElse(null));
    }

    private static String here(UUID id) {
        return "/disposition/batches/" + id + "/offers";
    }
}

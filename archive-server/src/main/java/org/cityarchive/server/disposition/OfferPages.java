package org.cityarchive.server.disposition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.DispositionObstacle;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
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
    private final Disposing disposing;
    private final DispositionBatches batches;
    private final Rechecking rechecking;
    private final ListedRows rows;
    private final DispositionWords words;
    private final BatchModel pages;

    OfferPages(Disposing disposing, DispositionBatches batches, Rechecking rechecking, ListedRows rows, DispositionWords words,
            BatchModel pages) {
        this.disposing = disposing;
        this.batches = batches;
        this.rechecking = rechecking;
        this.rows = rows;
        this.words = words;
        this.pages = pages;
    }

    /** A record that is to be offered, with who comes first among its claimants; null: nobody claimed it. */
    record Offered(ListedRows.Row row, @Nullable String claimant, @Nullable String given) {}

    /** An answer, as it was entered. */
    record Answer(String by, boolean claimed, String who, String about, Instant at) {}

    @GetMapping
    String page(@PathVariable UUID id, Actor actor, Model model) {
        return page(id, null, actor, model);
    }

    private String page(UUID id, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var old = rechecking.check(batch.disposition(), batches.awaiting(batch.disposition()), pages.today()).found().stream()
                .filter(one -> pages.today().isAfter(one.date().lastDayWithoutOffer())).toList();
        var listed = old.stream().flatMap(one -> batches.record(batch.disposition(), one.record()).stream()).toList();
        var answers = batches.answers(batch.disposition());
        var transfers = batches.transfers(batch.disposition());
        var standing = rechecking.standing(batch.disposition(), listed.stream().map(Listed::record).toList());
        model.addAttribute("offered", rows.of(listed).stream().map(row -> offered(row, standing, transfers)).toList());
        model.addAttribute("claimed", old.stream().filter(one -> one.standing().stream()
                .anyMatch(DispositionObstacle.Claimed.class::isInstance)).count());
        model.addAttribute("list", OfferedTo.values());
        model.addAttribute("notice", batch.notice() == null ? Map.of() : words.of(batch.notice()));
        var lines = rows.lines(answers.stream().map(DispositionBatches.Answer::record).distinct().toList());
        model.addAttribute("answers", answers.stream().map(one -> new Answer(title(one.by()), one.claimed(),
                words.of(one.words()).getOrDefault("who", ""), lines.getOrDefault(one.record(), ListedRows.Line.GONE).about(),
                one.at())).toList());
        return "disposition/offers";
    }

    private static Offered offered(ListedRows.Row row, DispositionNow standing, List<DispositionBatches.Transfer> transfers) {
        var record = row.listed().record();
        var first = standing.marks().claims().getOrDefault(record, Set.of()).stream().min(OfferedTo::compareTo);
        var given = transfers.stream().filter(one -> one.record().equals(record)).map(one -> title(one.to())).distinct()
                .collect(Collectors.joining(", "));
        return new Offered(row, first.map(OfferedTo::title).orElse(null), given.isEmpty() ? null : given);
    }

    private static String title(@Nullable OfferedTo one) {
        return one == null ? "Not on the list" : one.title();
    }

    @PostMapping("/notice")
    String serve(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            disposing.serveNotice(new DispositionId(id), text(given, "reference"), actor);
            return here(id);
        }, BatchModel.typed(given, "reference"), response, wrong -> page(id, wrong, actor, model));
    }

    @PostMapping
    String answer(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            var by = OfferedWords.typed("answeredBy", given.text("answeredBy").orElse(null));
            disposing.answer(new DispositionId(id), records(given), by,
                    given.text("claimed").map("yes"::equals).orElse(false), text(given, "who"), actor);
            return here(id);
        }, BatchModel.typed(given, "answeredBy", "who"), response, wrong -> page(id, wrong, actor, model));
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

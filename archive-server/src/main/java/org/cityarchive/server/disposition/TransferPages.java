package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
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

/** Handing records over, as a page: what may be packed and for whom, the packages, and their receipts. */
@Controller
@RequestMapping("/disposition/batches/{id}/transfer")
final class TransferPages {
    private static final Set<Listed.State> AWAITING = Set.of(Listed.State.LISTED, Listed.State.REVIEWED);

    private final Transfers transfers;
    private final DispositionBatches batches;
    private final ListedRows rows;
    private final BatchModel pages;

    TransferPages(Transfers transfers, DispositionBatches batches, ListedRows rows, BatchModel pages) {
        this.transfers = transfers;
        this.batches = batches;
        this.rows = rows;
        this.pages = pages;
    }

    /** Who claimed, and how many records it comes first for. */
    record Claimer(OfferedTo to, int records) {}

    @GetMapping
    String page(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        return page(id, given, null, actor, model);
    }

    private String page(UUID id, Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var claimed = transfers.claimed(batch.disposition());
        var claimers = new ArrayList<Claimer>();
        for (var one : OfferedTo.values()) {
            int count = claimed.getOrDefault(one, List.of()).size();
            if (count > 0) {
                claimers.add(new Claimer(one, count));
            }
        }
        boolean open = batch.approved() != null && batch.ended() == null;
        int limit = given.limit();
        int after = (int) Math.min(Integer.MAX_VALUE, given.number("cursor").orElse(0L));
        var found = open ? batches.records(batch.disposition(), AWAITING, after, limit + 1) : List.<Listed>of();
        var shown = found.subList(0, Math.min(limit, found.size()));
        model.addAttribute("claimers", claimers);
        model.addAttribute("list", OfferedTo.values());
        model.addAttribute("rows", rows.of(shown));
        model.addAttribute("left", open ? batch.counts().left() : 0);
        model.addAttribute("before", batches.before(batch.disposition(), AWAITING, after + 1));
        model.addAttribute("next", found.size() > limit
                ? PageAddress.of(here(id)).with("cursor", String.valueOf(shown.getLast().place())) + "#records"
                : null);
        model.addAttribute("packages", transfers.of(batch.disposition(), actor));
        model.addAttribute("key", UUID.randomUUID().toString());
        return "disposition/transfer";
    }

    /** Packs what one claimed, or what is ticked of an approved list. */
    @PostMapping
    String pack(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            transfers.pack(new DispositionId(id), OfferedWords.typed("to", given.text("to").orElse(null)), chosen(given), actor,
                    given.text("key").orElse(null));
            return here(id);
        }, BatchModel.typed(given, "to"), response, wrong -> page(id, given.without("_csrf"), wrong, actor, model));
    }

    /** What a button of the page means. */
    private static Transfers.Chosen chosen(Parameters given) {
        return switch (given.text("which").orElse("")) {
            case "claimed" -> new Transfers.Chosen.Claimed();
            case "series" -> new Transfers.Chosen.BySeries();
            case "all" -> new Transfers.Chosen.Whole();
            default -> {
                var ticked = given.all("records").stream().map(one -> new RecordId(Parameters.id("records", one))).toList();
                if (ticked.isEmpty()) {
                    throw new BadParameter("records", "Tick the records that are handed over.");
                }
                yield new Transfers.Chosen.Named(ticked);
            }
        };
    }

    @PostMapping("/{bag}/receipt")
    String receive(@PathVariable UUID id, @PathVariable UUID bag, Parameters given, Actor actor, HttpServletResponse response,
            Model model) {
        var typed = BatchModel.typed(given, "sha256", "receivedBy", "receivedOn", "reference");
        typed.put("package", bag.toString());
        return pages.after(() -> {
            transfers.receive(new DispositionId(id), bag,
                    TransferController.read(new TransferController.Receipt(given.text("sha256").orElse(null),
                            given.text("receivedBy").orElse(null), given.text("receivedOn").orElse(null),
                            given.text("reference").orElse(null))),
                    actor);
            return here(id);
        }, typed, response, wrong -> page(id, new Parameters(Map.of()),
                wrong == null ? null : wrong.in(number(id, bag, actor)), actor, model));
    }

    /** What the page calls a package; 0: it is none of this list's. */
    private long number(UUID id, UUID bag, Actor actor) {
        return transfers.of(new DispositionId(id), actor).stream().map(Transfers.Packed::made)
                .filter(made -> made.id().equals(bag)).mapToLong(made -> made.number()).findFirst().orElse(0);
    }

    private static String here(UUID id) {
        return "/disposition/batches/" + id + "/transfer";
    }

    static LocalDate day(@Nullable String text) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException _) {
            throw new BadParameter("receivedOn", "The day on which they took it is a day such as 2026-11-20.");
        }
    }
}

package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.Map;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Batches as pages: all of them, one with its records, while it is carried out and after. */
@Controller
@RequestMapping("/disposition")
final class DispositionPages {
    private static final int DROPPED = 50;
    private static final Map<Batch.Stage, String> STAGES = Map.of(Batch.Stage.REVIEW, "Being looked at", Batch.Stage.APPROVAL,
            "Waits for approval", Batch.Stage.WAITING, "Its day has not come", Batch.Stage.EXECUTION, "To be carried out",
            Batch.Stage.COMPLETED, "Carried out", Batch.Stage.WITHDRAWN, "Withdrawn");

    private final Disposing disposing;
    private final DispositionBatches batches;
    private final Executions executions;
    private final ListedRows rows;
    private final DestructionSheet document;
    private final BatchModel pages;

    DispositionPages(Disposing disposing, DispositionBatches batches, Executions executions, ListedRows rows,
            DestructionSheet document, BatchModel pages) {
        this.document = document;
        this.disposing = disposing;
        this.batches = batches;
        this.executions = executions;
        this.rows = rows;
        this.pages = pages;
    }

    /** Which of a list is shown. */
    record Tab(String words, long count, String href, boolean chosen) {}

    @GetMapping("/batches")
    String all(Parameters given, Actor actor, Model model) {
        var today = pages.today();
        var all = batches.all();
        var stage = given.word("stage", Batch.Stage.class).orElse(null);
        var some = all.stream().filter(batch -> stage == null || batch.stage(today) == stage).toList();
        var shown = Page.of(some, batch -> batch.disposition().toString(), given);
        var here = PageAddress.of("/disposition/batches").with("stage", stage == null ? null : stage.word());
        model.addAttribute("all", all.size());
        model.addAttribute("tabs", stages(all, stage));
        model.addAttribute("batches", shown.items());
        model.addAttribute("next", shown.next() == null ? null : here.with("cursor", shown.next()).toString());
        model.addAttribute("isApprover", actor.role() == pages.approver());
        model.addAttribute("today", today);
        model.addAttribute("days", (BatchModel.DayWords) BatchModel::day);
        return "disposition/batches";
    }

    /** All, and each stage in which some are. */
    private List<Tab> stages(List<Batch> all, Batch.@Nullable Stage chosen) {
        var at = PageAddress.of("/disposition/batches");
        var tabs = new ArrayList<Tab>();
        tabs.add(new Tab("All", all.size(), at.toString(), chosen == null));
        for (var stage : Batch.Stage.values()) {
            long count = all.stream().filter(batch -> batch.stage(pages.today()) == stage).count();
            if (count > 0 || stage == chosen || stage == Batch.Stage.APPROVAL) {
                tabs.add(new Tab(STAGES.getOrDefault(stage, stage.word()), count, at.with("stage", stage.word()).toString(),
                        stage == chosen));
            }
        }
        return List.copyOf(tabs);
    }

    @GetMapping("/batches/{id}")
    String one(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        return one(id, given, null, actor, model);
    }

    private String one(UUID id, Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var state = given.word("state", Listed.State.class);
        Set<Listed.State> states = state.map(Set::of).orElse(Set.of());
        int limit = given.limit();
        int after = (int) Math.min(Integer.MAX_VALUE, given.number("cursor").orElse(0L));
        var found = batches.records(batch.disposition(), states, after, limit + 1);
        var shown = found.subList(0, Math.min(limit, found.size()));
        var here = PageAddress.of("/disposition/batches/" + id).with("state", given.text("state").orElse(null));
        model.addAttribute("rows", rows.of(shown));
        model.addAttribute("next", found.size() > limit
                ? here.with("cursor", String.valueOf(shown.getLast().place())).toString()
                : null);
        model.addAttribute("tabs", tabs(batch, state.orElse(null)));
        model.addAttribute("execution", executions.of(batch.disposition()).orElse(null));
        model.addAttribute("dropped", batch.approved() == null
                ? List.of()
                : rows.of(batches.records(batch.disposition(), Set.of(Listed.State.EXCEPTED), 0, DROPPED)));
        return "disposition/batch";
    }

    private static List<Tab> tabs(Batch batch, Listed.@Nullable State chosen) {
        var counts = batch.counts();
        var at = PageAddress.of("/disposition/batches/" + batch.disposition());
        return List.of(new Tab("All", counts.listed(), at.toString(), chosen == null),
                tab("Not looked at", counts.unseen(), at, Listed.State.LISTED, chosen),
                tab("Left in", counts.reviewed(), at, Listed.State.REVIEWED, chosen),
                tab("Kept", counts.excepted(), at, Listed.State.EXCEPTED, chosen),
                tab("Destroyed", counts.destroyed(), at, Listed.State.DESTROYED, chosen));
    }

    private static Tab tab(String words, long count, PageAddress at, Listed.State state, Listed.@Nullable State chosen) {
        return new Tab(words, count, at.with("state", state.word()).toString(), state == chosen);
    }

    @PostMapping("/batches/{id}/execution")
    String execute(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            executions.order(new DispositionId(id), actor);
            return "/disposition/batches/" + id;
        }, BatchModel.typed(given), response, wrong -> one(id, given.without("_csrf"), wrong, actor, model));
    }

    @PostMapping("/batches/{id}/withdrawal")
    String withdraw(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            disposing.withdraw(new DispositionId(id),
                    DispositionController.Typed.text("reason", given.text("reason").orElse(null)), actor);
            return "/disposition/batches/" + id;
        }, BatchModel.typed(given, "reason"), response,
                wrong -> one(id, new Parameters(Map.of()), wrong, actor, model));
    }

    /** The destruction document, to be printed and signed. */
    @GetMapping("/batches/{id}/document")
    String document(@PathVariable UUID id, Actor actor, Model model) {
        var batch = pages.open(id, actor, null, model);
        var sheet = document.sheet(batch, pages.today());
        model.addAttribute("lines", sheet.lines()).addAttribute("asked", sheet.asked());
        model.addAttribute("approverRole", sheet.approverRole() == null ? Roles.title(pages.approver()) : sheet.approverRole());
        model.addAttribute("received", batches.transfers(batch.disposition()).size());
        model.addAttribute("reasons", excepted(batch));
        return "disposition/document";
    }

    /** How many were kept back, by reason. */
    private Map<String, Long> excepted(Batch batch) {
        return batches.records(batch.disposition(), Set.of(Listed.State.EXCEPTED), 0, Integer.MAX_VALUE).stream()
                .collect(Collectors.groupingBy(Listed::reason, TreeMap::new, Collectors.counting()));
    }
}

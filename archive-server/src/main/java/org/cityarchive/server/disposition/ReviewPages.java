package org.cityarchive.server.disposition;

import java.util.Map;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.RecordsAsked;
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

/** The desk at which a list is looked at, record by record; each mark is a fact at once. */
@Controller
@RequestMapping("/disposition/batches/{id}/review")
final class ReviewPages {
    private static final int BEFORE = 3;
    private static final int BESIDE = 10;
    private static final Set<Listed.State> ON_THE_DESK = Set.of(Listed.State.LISTED, Listed.State.REVIEWED,
            Listed.State.EXCEPTED);

    private final Disposing disposing;
    private final DispositionBatches batches;
    private final ListedRows rows;
    private final RecordsAsked records;
    private final DueWhy why;
    private final BatchModel pages;

    ReviewPages(Disposing disposing, DispositionBatches batches, ListedRows rows, RecordsAsked records, DueWhy why,
            BatchModel pages) {
        this.disposing = disposing;
        this.batches = batches;
        this.rows = rows;
        this.records = records;
        this.why = why;
        this.pages = pages;
    }

    /** Which part of a list is looked through. */
    enum Show {
        ALL, UNSEEN, KEPT
    }

    @GetMapping
    String desk(@PathVariable UUID id, Parameters given, Actor actor, Model model) {
        return pages.isOver(id) ? "redirect:/disposition/batches/" + id : desk(id, given, null, actor, model);
    }

    private String desk(UUID id, Parameters given, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var show = given.word("show", Show.class).orElse(Show.ALL);
        var states = states(show);
        int at = place(batch, given, states);
        var beside = beside(batch, states, at);
        var here = PageAddress.of("/disposition/batches/" + id + "/review").with("show", given.text("show").orElse(null));
        model.addAttribute("show", show.name());
        model.addAttribute("desk", here);
        model.addAttribute("at", at);
        model.addAttribute("last", given.text("last").orElse(null));
        model.addAttribute("rows", rows.of(beside));
        var current = batches.records(batch.disposition(), states, at - 1, 1).stream().filter(one -> one.place() == at)
                .findFirst();
        model.addAttribute("current", current.orElse(null));
        model.addAttribute("previous", batches.last(batch.disposition(), states, at).map(Listed::place).orElse(null));
        model.addAttribute("next",
                batches.records(batch.disposition(), states, at, 1).stream().map(Listed::place).findFirst().orElse(null));
        current.ifPresent(one -> open(one, model));
        return "disposition/review";
    }

    /** The record on the desk; where it is restricted, that it is read is written down. */
    private void open(Listed one, Model model) {
        RecordAt record = records.record(one.record().value(), AsOf.NOW);
        model.addAttribute("record", record);
        model.addAttribute("named", RecordTitle.of(record));
        model.addAttribute("media", record.content() == null || record.content().media() == null
                ? 0
                : Objects.requireNonNull(record.content().media()).size());
        model.addAttribute("why", why.of(one.record()));
    }

    private static Set<Listed.State> states(Show show) {
        return switch (show) {
            case ALL -> ON_THE_DESK;
            case UNSEEN -> Set.of(Listed.State.LISTED);
            case KEPT -> Set.of(Listed.State.EXCEPTED);
        };
    }

    /** Where one asked to be, or the next that nobody has looked at, or the first. */
    private int place(Batch batch, Parameters given, Set<Listed.State> states) {
        var asked = given.number("at").map(number -> (int) Math.min(Integer.MAX_VALUE, number));
        if (asked.isPresent() && !given.flag("on")) {
            return asked.get();
        }
        var from = asked.orElse(0);
        var unseen = Set.of(Listed.State.LISTED);
        return batches.records(batch.disposition(), unseen, from, 1).stream().findFirst()
                .or(() -> batches.records(batch.disposition(), unseen, 0, 1).stream().findFirst())
                .or(() -> batches.records(batch.disposition(), states, Math.max(0, from - 1), 1).stream().findFirst())
                .or(() -> batches.records(batch.disposition(), states, 0, 1).stream().findFirst()).map(Listed::place).orElse(1);
    }

    private List<Listed> beside(Batch batch, Set<Listed.State> states, int at) {
        int from = at;
        for (int i = 0; i < BEFORE; i++) {
            from = batches.last(batch.disposition(), states, from).map(Listed::place).orElse(from);
        }
        return new ArrayList<>(batches.records(batch.disposition(), states, from - 1, BESIDE));
    }

    /** Marks the record on the desk. */
    @PostMapping
    String mark(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = BatchModel.typed(given, "reason");
        int at = given.number("at").map(Long::intValue).orElse(1);
        return pages.after(() -> {
            var batch = disposing.found(new DispositionId(id));
            var mark = given.text("mark").orElse("");
            if (mark.equals("rest")) {
                disposing.review(batch.disposition(), List.of(), actor);
                return address(id, given, at).toString();
            }
            var listed = batches.records(batch.disposition(), Set.of(), at - 1, 1).stream().filter(one -> one.place() == at)
                    .findFirst().orElseThrow(() -> new BadParameter("at", "The list has no record at this place."));
            mark(batch.disposition(), listed.record(), mark, given, actor);
            return mark.equals("undo")
                    ? address(id, given, at).toString()
                    : address(id, given, at).with("on", "true").with("last", String.valueOf(at)).toString();
        }, typed, response,
                wrong -> desk(id, new Parameters(Map.of("at", new String[]{String.valueOf(at)})), wrong, actor,
                        model));
    }

    private void mark(DispositionId batch, RecordId record, String mark, Parameters given, Actor actor) {
        switch (mark) {
            case "keep" -> {
                var reason = given.text("reason");
                if (reason.isEmpty()) {
                    throw new BadParameter("reason", "Say why this record is kept; it stands in its history with your name.");
                }
                disposing.except(batch, List.of(record), DispositionController.Typed.text("reason", reason.get()), actor);
            }
            case "destroy" -> disposing.review(batch, List.of(record), actor);
            case "undo" -> disposing.unmark(batch, record, actor);
            default -> throw new BadParameter("mark", "The mark takes destroy, keep, undo or rest.");
        }
    }

    private static PageAddress address(UUID id, Parameters given, int at) {
        return PageAddress.of("/disposition/batches/" + id + "/review").with("show", given.text("show").orElse(null)).with("at",
                String.valueOf(at));
    }

    /** Hands the list to the second person. */
    @PostMapping("/submission")
    String submit(@PathVariable UUID id, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            disposing.submit(new DispositionId(id), actor);
            return "/disposition/batches/" + id;
        }, Map.of(), response, wrong -> desk(id, new Parameters(Map.of()), wrong, actor, model));
    }
}

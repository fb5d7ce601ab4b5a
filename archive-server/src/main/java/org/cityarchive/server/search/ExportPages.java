package org.cityarchive.server.search;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * Exports as pages: what is to be exported and how, the list, and one while it is written and after. The way in is
 * {@code /search/exports/new} with the parameters of a search, and {@code ids} for records chosen one by one.
 */
@Controller
@RequestMapping("/search/exports")
final class ExportPages {
    private final ExportJobs exports;
    private final ExportRun run;

    ExportPages(ExportJobs exports, ExportRun run) {
        this.exports = exports;
        this.run = run;
    }

    /** A form of files that may be ticked. */
    record Choice(String word, String title, String use, boolean chosen) {}

    @GetMapping
    String list(Parameters given, Actor actor, Model model) {
        int limit = given.limit();
        var found = exports.list(actor, given.number("cursor").orElse(Long.MAX_VALUE), limit + 1);
        List<ExportView> shown = found.subList(0, Math.min(limit, found.size()));
        model.addAttribute("exports", shown);
        model.addAttribute("total", exports.count(actor));
        model.addAttribute("running", shown.stream().anyMatch(ExportView::going));
        model.addAttribute("next", found.size() > limit
                ? PageAddress.of("/search/exports").with("cursor", String.valueOf(shown.getLast().number())).toString()
                : null);
        return "search/exports";
    }

    @GetMapping("/new")
    String wish(Parameters given, Model model) {
        return wish(ExportWish.of(given), null, model);
    }

    private String wish(ExportWish wish, @Nullable String error, Model model) {
        var counted = run.count(wish);
        model.addAttribute("wish", wish);
        model.addAttribute("again", again(wish));
        model.addAttribute("repeat", UUID.randomUUID());
        model.addAttribute("counted", counted);
        model.addAttribute("reading", run.reading(wish.knownAt(counted.position())));
        model.addAttribute("forms", Arrays.stream(ExportForm.values())
                .map(form -> new Choice(form.word(), form.title(), form.use(), wish.forms().contains(form))).toList());
        model.addAttribute("error", error);
        return "search/export-new";
    }

    private static String again(ExportWish wish) {
        var address = PageAddress.of("/search");
        for (var part : wish.asked().entrySet()) {
            address = address.with(part.getKey(), part.getValue());
        }
        return address.toString();
    }

    @PostMapping
    String take(Parameters given, Actor actor, Model model) {
        var form = given.without("_csrf", "repeat", "ticked");
        if (given.flag("ticked") && form.all("formats").isEmpty()) {
            return wish(ExportWish.of(form), "Tick at least one kind of file.", model);
        }
        var view = exports.take(actor, ExportWish.of(form), given.text("repeat").orElse(null));
        return "redirect:/search/exports/" + view.id();
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Actor actor, Model model) {
        model.addAttribute("e", exports.view(Parameters.id("id", id), actor));
        return "search/export";
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable String id, Actor actor) {
        var export = Parameters.id("id", id);
        exports.cancel(export, actor);
        return "redirect:/search/exports/" + export;
    }
}

package org.cityarchive.server.capture;

import java.io.IOException;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Imports as pages: the list, the way in, and one import while it runs and after. */
@Controller
@RequestMapping("/capture/imports")
final class ImportPages {
    private static final int REFUSED_SHOWN = 50;

    private final ImportJobs imports;
    private final ImportController api;

    ImportPages(ImportJobs imports, ImportController api) {
        this.imports = imports;
        this.api = api;
    }

    @GetMapping
    String list(Parameters given, Model model) {
        return list(given, null, null, model);
    }

    /** The same way in as the API's; what it answers to programs is shown here as the page again. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String take(HttpServletRequest request, HttpServletResponse response, Actor actor, Model model) throws IOException {
        try {
            var answer = api.take(request, null, actor);
            if (answer.getBody() instanceof ImportJson taken) {
                return "redirect:/capture/imports/" + taken.id();
            }
            var problem = answer.getBody() instanceof ProblemDetail p ? p.getDetail() : null;
            response.setStatus(answer.getStatusCode().value());
            return list(new Parameters(java.util.Map.of()), problem == null ? "Nothing was read." : problem, null, model);
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return list(new Parameters(java.util.Map.of()), bad.why(), bad.parameter(), model);
        }
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Model model) {
        var job = found(id);
        model.addAttribute("job", job);
        model.addAttribute("bar", ImportBar.of(job));
        model.addAttribute("kinds", imports.refusals(id));
        model.addAttribute("refused", imports.refused(id, 0, REFUSED_SHOWN).stream().map(ImportPages::spelled).toList());
        return "capture/import";
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id) {
        imports.pause(found(id).id());
        return "redirect:/capture/imports/" + id;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id) {
        imports.resume(found(id).id());
        return "redirect:/capture/imports/" + id;
    }

    private String list(Parameters given, @Nullable String error, @Nullable String field, Model model) {
        int limit = given.limit();
        long before = given.number("cursor").orElse(Long.MAX_VALUE);
        var found = imports.list(before, limit + 1);
        List<ImportView> shown = found.subList(0, Math.min(limit, found.size()));
        model.addAttribute("jobs", shown);
        model.addAttribute("total", imports.count());
        model.addAttribute("next", found.size() > limit
                ? PageAddress.of("/capture/imports").with("cursor", String.valueOf(shown.getLast().number())).toString()
                : null);
        model.addAttribute("formats", imports.formats());
        model.addAttribute("error", error);
        model.addAttribute("field", field);
        model.addAttribute("running",
                shown.stream().anyMatch(job -> job.state() == ImportState.RUNNING || job.state() == ImportState.QUEUED));
        return "capture/imports";
    }

    /** A refused line may hold anything: what would move or hide letters is spelled. */
    private static ImportView.RefusedLine spelled(ImportView.RefusedLine line) {
        return new ImportView.RefusedLine(line.line(), VisibleText.spelled(line.place()), VisibleText.spelled(line.reason()),
                line.type(), VisibleText.spelled(line.excerpt()));
    }

    private ImportView found(UUID id) {
        return imports.view(id).orElseThrow(() -> new NoSuch("No import has this id."));
    }
}

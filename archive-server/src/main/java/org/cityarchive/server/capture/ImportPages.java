package org.cityarchive.server.capture;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.PageFrame;
import org.cityarchive.server.web.Parameters;
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
    private static final Parameters NOTHING = new Parameters(Map.of());
    private static final Set<Role> PEOPLE = Grants.IMPORTERS.stream().filter(Roles.STAFF::contains).collect(Collectors.toSet());

    private final ImportJobs imports;
    private final ImportController api;
    private final ImportLooks looks;
    private final ImportSteering steering;
    private final ImportFolder folder;
    private final RefusedShown refused;
    private final WhoCan whoCan;
    private final PageFrame frame;
    private final ActorNames names;

    ImportPages(ImportJobs imports, ImportController api, ImportLooks looks, ImportSteering steering, ImportFolder folder,
            RefusedShown refused, WhoCan whoCan, PageFrame frame, ActorNames names) {
        this.imports = imports;
        this.api = api;
        this.looks = looks;
        this.steering = steering;
        this.folder = folder;
        this.refused = refused;
        this.whoCan = whoCan;
        this.frame = frame;
        this.names = names;
    }

    /** What of the imports a list shows, and how many that are. */
    record Tab(String words, long count, String href, boolean chosen) {}

    @GetMapping
    String list(Parameters given, Actor actor, Model model) {
        return list(given, NOTHING, null, null, actor, model);
    }

    /** The same way in as the API's; what it answers to programs is shown here as the page again. */
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    String take(HttpServletRequest request, HttpServletResponse response, Actor actor, Model model) throws IOException {
        String why;
        String field = null;
        try {
            var answer = api.take(request, null, actor);
            if (answer.getBody() instanceof ImportJson taken) {
                return "redirect:/capture/imports/" + taken.id();
            }
            var detail = answer.getBody() instanceof ProblemDetail problem ? problem.getDetail() : null;
            why = detail == null ? "Nothing was read." : detail;
            response.setStatus(answer.getStatusCode().value());
        } catch (BadParameter bad) {
            why = bad.why();
            field = bad.parameter();
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        var typed = request.getAttribute(ImportController.GIVEN) instanceof Parameters came ? came : NOTHING;
        return list(NOTHING, typed, why, field, actor, model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Actor actor, Model model) {
        var job = found(id);
        model.addAttribute("job", job);
        model.addAttribute("bar", ImportBar.of(job));
        model.addAttribute("stages", ImportStage.of(job, frame.freshness().behind()));
        model.addAttribute("startedBy", names.now().of(job.startedBy()));
        model.addAttribute("kinds", imports.refusals(id));
        model.addAttribute("refused", refused.of(imports.refused(id, 0, REFUSED_SHOWN), id, actor));
        model.addAttribute("looked", looks.isLooked(id));
        may(actor, model);
        return "capture/import";
    }

    @PostMapping("/{id}/pause")
    String pause(@PathVariable UUID id, Actor actor) {
        steering.pause(id, actor);
        return "redirect:/capture/imports/" + id;
    }

    @PostMapping("/{id}/resume")
    String resume(@PathVariable UUID id, Actor actor) {
        steering.resume(id, actor);
        return "redirect:/capture/imports/" + id;
    }

    @PostMapping("/{id}/stop")
    String stop(@PathVariable UUID id, Actor actor) {
        steering.stop(id, actor);
        return "redirect:/capture/imports/" + id;
    }

    /** A person looked at the refused lines: they no longer wait on the home page. */
    @PostMapping("/{id}/looked")
    String looked(@PathVariable UUID id, Actor actor) {
        steering.look(id, actor);
        return "redirect:/capture/imports/" + id;
    }

    private String list(Parameters given, Parameters typed, @Nullable String error, @Nullable String field, Actor actor,
            Model model) {
        var chosen = given.word("state", ImportLooks.Shown.class).orElse(ImportLooks.Shown.ALL);
        int limit = given.limit();
        long before = given.number("cursor").orElse(Long.MAX_VALUE);
        var found = chosen == ImportLooks.Shown.ALL ? imports.list(before, limit + 1) : looks.of(chosen);
        boolean more = chosen == ImportLooks.Shown.ALL && found.size() > limit;
        List<ImportView> shown = more ? found.subList(0, limit) : found;
        model.addAttribute("jobs", shown);
        model.addAttribute("tabs", tabs(chosen));
        model.addAttribute("all", imports.count());
        model.addAttribute("total", chosen == ImportLooks.Shown.ALL ? imports.count() : shown.size());
        model.addAttribute("next", more
                ? PageAddress.of("/capture/imports").with("cursor", String.valueOf(shown.getLast().number())).toString()
                : null);
        model.addAttribute("formats", imports.formats());
        model.addAttribute("files", folder.names());
        model.addAttribute("repeatKey", UUID.randomUUID().toString());
        model.addAttribute("typedFormat", typed.text("format").orElse("observed"));
        model.addAttribute("typedAccount", typed.text("account").orElse(null));
        model.addAttribute("typedAdd", typed.text("addAccounts").isPresent());
        model.addAttribute("standing", chosen == ImportLooks.Shown.STANDING);
        model.addAttribute("error", error);
        model.addAttribute("field", field);
        model.addAttribute("running",
                shown.stream().anyMatch(job -> job.state() == ImportState.RUNNING || job.state() == ImportState.QUEUED));
        may(actor, model);
        return "capture/imports";
    }

    private List<Tab> tabs(ImportLooks.Shown chosen) {
        return List.of(tab("All", imports.count(), ImportLooks.Shown.ALL, chosen),
                tab("With refused lines, not looked at", looks.of(ImportLooks.Shown.REFUSED).size(), ImportLooks.Shown.REFUSED,
                        chosen),
                tab("Standing still", looks.of(ImportLooks.Shown.STANDING).size(), ImportLooks.Shown.STANDING, chosen));
    }

    private static Tab tab(String words, long count, ImportLooks.Shown shown, ImportLooks.Shown chosen) {
        var state = shown == ImportLooks.Shown.ALL ? null : shown.name().toLowerCase(Locale.ROOT);
        return new Tab(words, count, PageAddress.of("/capture/imports").with("state", state).toString(), shown == chosen);
    }

    private void may(Actor actor, Model model) {
        model.addAttribute("may", Grants.IMPORTERS.contains(actor.role()));
        model.addAttribute("whoCan", whoCan.in(PEOPLE));
    }

    private ImportView found(UUID id) {
        return imports.view(id).orElseThrow(() -> new NoSuch("No import has this id."));
    }
}

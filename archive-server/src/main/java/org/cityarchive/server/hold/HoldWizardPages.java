package org.cityarchive.server.hold;

import org.cityarchive.server.web.NoSuch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.server.hold.HoldDrafts.Draft;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * "Place a hold" in four steps, each a page: matter, scope, custodians, place. What is typed is kept as a draft at each step; nothing
 * binds before the last. It also begins from a search: {@code /hold/new?q=} and {@code ids} for records chosen one by one.
 */
@Controller
@RequestMapping("/hold")
final class HoldWizardPages {
    private final HoldDrafts drafts;
    private final Holding holding;
    private final ScopePreviews previews;
    private final HoldPeople people;
    private final WhoCan whoCan;
    private final Refusals refusals;

    HoldWizardPages(HoldDrafts drafts, Holding holding, ScopePreviews previews, HoldPeople people, WhoCan whoCan,
            Refusals refusals) {
        this.drafts = drafts;
        this.holding = holding;
        this.previews = previews;
        this.people = people;
        this.whoCan = whoCan;
        this.refusals = refusals;
    }

    /** The first step of a hold of which nothing is kept yet, with what a search brought. */
    @GetMapping("/new")
    String begin(Parameters given, Actor actor, Model model) {
        var ids = given.all("ids");
        var typed = new HashMap<>(ids.isEmpty()
                ? Map.of("q", given.text("q").orElse(""))
                : Map.of("records", String.join("\n", ids)));
        return page(HoldStep.MATTER, null, typed, null, actor, model);
    }

    @PostMapping("/drafts")
    String keepNew(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = typed(given, HoldStep.MATTER);
        typed.putAll(typed(given, HoldStep.SCOPE));
        try {
            Holding.attorneys(actor);
            var wrong = isSaved(given) ? null : wrongMatter(typed);
            if (wrong != null) {
                response.setStatus(HttpStatus.BAD_REQUEST.value());
                return page(HoldStep.MATTER, null, typed, wrong, actor, model);
            }
            var draft = drafts.begin(actor, typed);
            return isSaved(given) ? "redirect:/hold?state=drafts" : "redirect:/hold/drafts/" + draft + "/scope";
        } catch (Refused refused) {
            return refused(refused, HoldStep.MATTER, null, typed, actor, response, model);
        }
    }

    @GetMapping("/drafts/{id}/{step}")
    String step(@PathVariable String id, @PathVariable String step, Actor actor, Model model) {
        var draft = drafts.found(Parameters.id("id", id), actor);
        return page(named(step), draft.id(), draft.typed(), null, actor, model);
    }

    @PostMapping("/drafts/{id}/{step}")
    String keep(@PathVariable String id, @PathVariable String step, Parameters given, Actor actor, HttpServletResponse response,
            Model model) {
        var at = named(step);
        var draft = drafts.found(Parameters.id("id", id), actor);
        if (at == HoldStep.PLACE) {
            return place(draft, actor, response, model);
        }
        drafts.keep(draft.id(), actor, typed(given, at), at.keeps());
        if (isSaved(given)) {
            return "redirect:/hold?state=drafts";
        }
        var kept = drafts.found(draft.id(), actor);
        var wrong = wrong(at, kept);
        if (wrong != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(at, draft.id(), kept.typed(), wrong, actor, model);
        }
        return "redirect:/hold/drafts/" + draft.id() + "/" + at.next().path();
    }

    @PostMapping("/drafts/{id}/deletion")
    String delete(@PathVariable String id, Actor actor) {
        drafts.forget(drafts.found(Parameters.id("id", id), actor).id(), actor);
        return "redirect:/hold?state=drafts";
    }

    /** The count and the samples of what is typed, beside the form while it is typed. */
    @PostMapping("/preview")
    String preview(Parameters given, Model model) {
        previews.show(ScopeForm.of(given), model);
        return "hold/preview :: preview";
    }

    private String place(Draft draft, Actor actor, HttpServletResponse response, Model model) {
        for (var step : List.of(HoldStep.MATTER, HoldStep.SCOPE)) {
            var wrong = wrong(step, draft);
            if (wrong != null) {
                response.setStatus(HttpStatus.BAD_REQUEST.value());
                return page(step, draft.id(), draft.typed(), wrong, actor, model);
            }
        }
        try {
            holding.place(new HoldId(draft.id()), draft.matter(), previews.written(draft.scope()), actor);
            drafts.forget(draft.id(), actor);
            return "redirect:/hold/" + draft.id();
        } catch (Refused refused) {
            return refused(refused, HoldStep.PLACE, draft.id(), draft.typed(), actor, response, model);
        }
    }

    private String refused(Refused refused, HoldStep step, @Nullable UUID draft, Map<String, String> typed, Actor actor,
            HttpServletResponse response, Model model) {
        refusals.note(refused.refusal());
        response.setStatus(HttpStatus.CONFLICT.value());
        return page(step, draft, typed, HoldWrong.of(refused, whoCan.in(Set.of(Role.ATTORNEY))), actor, model);
    }

    private String page(HoldStep step, @Nullable UUID draft, Map<String, String> typed, @Nullable HoldWrong wrong, Actor actor,
            Model model) {
        var matter = Matter.of(typed);
        model.addAttribute("step", step);
        model.addAttribute("steps", HoldStep.values());
        model.addAttribute("draft", draft);
        model.addAttribute("typed", typed);
        model.addAttribute("matter", matter);
        model.addAttribute("scope", ScopeForm.of(typed));
        model.addAttribute("action", draft == null ? "/hold/drafts" : "/hold/drafts/" + draft + "/" + step.path());
        model.addAttribute("may", actor.role() == Role.ATTORNEY);
        model.addAttribute("whoCan", whoCan.in(Set.of(Role.ATTORNEY)));
        model.addAttribute("wrong", wrong);
        model.addAttribute("people", step.number() < HoldStep.CUSTODIANS.number() ? List.of() : people.all(matter.custodians()));
        if (step == HoldStep.SCOPE || step == HoldStep.PLACE) {
            previews.show(ScopeForm.of(typed), model);
        }
        return "hold/step-" + step.path();
    }

    private @Nullable HoldWrong wrong(HoldStep step, Draft draft) {
        try {
            return switch (step) {
                case MATTER -> wrongMatter(draft.typed());
                case SCOPE -> {
                    previews.written(draft.scope());
                    yield null;
                }
                case CUSTODIANS, PLACE -> null;
            };
        } catch (BadParameter bad) {
            return HoldWrong.of(bad);
        } catch (QueryError error) {
            return HoldWrong.of(error);
        }
    }

    private static @Nullable HoldWrong wrongMatter(Map<String, String> typed) {
        try {
            Matters.checked(Matter.of(typed));
            return null;
        } catch (BadParameter bad) {
            return HoldWrong.of(bad);
        }
    }

    private static Map<String, String> typed(Parameters given, HoldStep step) {
        var typed = new HashMap<String, String>();
        for (var name : step.keeps()) {
            var text = String.join("records".equals(name) ? "\n" : " ", given.all(name)).strip();
            if (!text.isEmpty()) {
                typed.put(name, text);
            }
        }
        return typed;
    }

    private static boolean isSaved(Parameters given) {
        return "save".equals(given.text("go").orElse(""));
    }

    private static HoldStep named(String step) {
        for (var one : HoldStep.values()) {
            if (one.path().equals(step)) {
                return one;
            }
        }
        throw new NoSuch("There is no such step.");
    }
}

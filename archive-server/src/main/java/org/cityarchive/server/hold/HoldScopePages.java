package org.cityarchive.server.hold;

import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.QueryError;
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

/** One more scope of a hold that is in force; narrowing also asks for the release of the wider one. */
@Controller
@RequestMapping("/hold/{id}")
final class HoldScopePages {
    private final HoldPages pages;
    private final Holding holding;
    private final ScopePreviews previews;
    private final Refusals refusals;

    HoldScopePages(HoldPages pages, Holding holding, ScopePreviews previews, Refusals refusals) {
        this.pages = pages;
        this.holding = holding;
        this.previews = previews;
        this.refusals = refusals;
    }

    @GetMapping("/scope")
    String form(@PathVariable String id, Actor actor, Model model) {
        return form(pages.found(id, actor), ScopeForm.EMPTY, "", null, actor, model);
    }

    @PostMapping("/scopes")
    String change(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var hold = pages.found(id, actor);
        var scope = ScopeForm.of(given);
        var reason = given.text("reason").orElse("").strip();
        try {
            Holding.attorneys(actor);
            if (reason.isEmpty() || reason.length() > Matter.LONGEST_REASON) {
                throw new BadParameter("reason", "Say why the scope changes; the hold’s report tells it.");
            }
            holding.changeScope(new HoldId(hold.id()), previews.written(scope),
                    new Holding.Change(UUID.randomUUID(), reason, List.of(), HoldReleasePages.numbers(given, "narrowed")), actor);
            return "redirect:" + hold.href();
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(hold, scope, reason, HoldWrong.of(refused, null), actor, model);
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(hold, scope, reason, HoldWrong.of(bad), actor, model);
        } catch (QueryError error) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(hold, scope, reason, HoldWrong.of(error), actor, model);
        }
    }

    private String form(HoldView hold, ScopeForm scope, String reason, @Nullable HoldWrong wrong, Actor actor, Model model) {
        model.addAttribute("hold", hold);
        model.addAttribute("reason", reason);
        previews.show(scope, model);
        pages.may(actor, wrong, model);
        return "hold/scope";
    }
}

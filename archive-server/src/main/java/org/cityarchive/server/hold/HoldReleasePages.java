package org.cityarchive.server.hold;

import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The release of a hold as pages: proposed by one person, confirmed or declined by another. */
@Controller
@RequestMapping("/hold/{id}")
final class HoldReleasePages {
    private static final int ON_A_PAGE = 50;

    private final HoldPages pages;
    private final HoldViews views;
    private final Holding holding;

    HoldReleasePages(HoldPages pages, HoldViews views, Holding holding) {
        this.pages = pages;
        this.views = views;
        this.holding = holding;
    }

    /** Asks for the release of the ticked scopes. */
    @PostMapping("/release-proposals")
    String propose(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var hold = pages.found(id, actor);
        try {
            holding.propose(new HoldId(hold.id()),
                    given.text("proposal").map(text -> Parameters.id("proposal", text)).orElseGet(UUID::randomUUID),
                    numbers(given, "scopes"), reason(given), actor);
        } catch (Refused refused) {
            return pages.refused(refused, hold, actor, response, model);
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return pages.one(hold, HoldWrong.of(bad), actor, model);
        }
        return "redirect:" + hold.href() + "#release";
    }

    /** Read once more before it is confirmed: what leaves, what stays, when anything could be destroyed. */
    @GetMapping("/release")
    String confirm(@PathVariable String id, Actor actor, Model model) {
        var hold = pages.found(id, actor);
        model.addAttribute("hold", hold);
        model.addAttribute("panel", hold.open() == null ? null : pages.panel(hold, actor));
        pages.may(actor, null, model);
        return "hold/release";
    }

    /** What would become due by a release: of what is proposed, else of all that binds; before anybody proposes or confirms it. */
    @GetMapping("/release/due")
    String due(@PathVariable String id, Parameters given, Actor actor, Model model) {
        given.only("from");
        var hold = pages.found(id, actor);
        var open = hold.open();
        var scopes = open == null
                ? hold.standing().binding().stream().map(HoldStanding.Scope::number).toList()
                : open.proposal().scopes();
        var leaving = views.leaving(hold.standing(), scopes);
        var all = leaving.due().records();
        int from = (int) Math.min(all.size(), given.number("from").orElse(0L));
        int to = Math.min(all.size(), from + ON_A_PAGE);
        model.addAttribute("hold", hold);
        model.addAttribute("leaving", leaving);
        model.addAttribute("rows", views.lines(all.subList(from, to)));
        model.addAttribute("first", from + 1);
        model.addAttribute("last", to);
        model.addAttribute("next", to < all.size() ? hold.href() + "/release/due?from=" + to : null);
        return "hold/due-after";
    }

    @PostMapping("/release")
    String release(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var hold = pages.found(id, actor);
        try {
            holding.release(new HoldId(hold.id()), proposal(given), actor);
        } catch (Refused refused) {
            return pages.refused(refused, hold, actor, response, model);
        }
        return "redirect:" + hold.href();
    }

    @PostMapping("/withdrawal")
    String withdraw(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var hold = pages.found(id, actor);
        try {
            holding.withdraw(new HoldId(hold.id()), proposal(given), actor);
        } catch (Refused refused) {
            return pages.refused(refused, hold, actor, response, model);
        }
        return "redirect:" + hold.href() + "#release";
    }

    private static UUID proposal(Parameters given) {
        return Parameters.id("proposal", given.text("proposal").orElse(""));
    }

    static List<Integer> numbers(Parameters given, String name) {
        return given.all(name).stream().map(text -> {
            if (!text.matches("[0-9]{1,6}")) {
                throw new BadParameter(name, "A scope has a number.");
            }
            return Integer.parseInt(text);
        }).toList();
    }

    private static String reason(Parameters given) {
        var reason = given.text("reason").orElse("").strip();
        if (reason.isEmpty() || reason.length() > Matter.LONGEST_REASON) {
            throw new BadParameter("reason", "Say why it is released; the second person reads it. It takes at most "
                    + Matter.LONGEST_REASON + " characters.");
        }
        return reason;
    }
}

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
    private final HoldPages pages;
    private final Holding holding;

    HoldReleasePages(HoldPages pages, Holding holding) {
        this.pages = pages;
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

package org.cityarchive.server.account;

import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.account.AccountPages.Wrong;
import org.cityarchive.server.account.NamedByImports.Named;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NoSuch;
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

/** Accounts that imports named and the register does not know: a person says whose each is, and its lines go in or stay out. */
@Controller
@RequestMapping("/account")
final class UnknownAccountPages {
    private final AccountRegister register;
    private final Opening opening;
    private final AccountList list;
    private final NamedByImports named;
    private final CityTimes times;
    private final Refusals refusals;

    UnknownAccountPages(AccountRegister register, Opening opening, AccountList list, NamedByImports named, CityTimes times,
            Refusals refusals) {
        this.register = register;
        this.opening = opening;
        this.list = list;
        this.named = named;
        this.times = times;
        this.refusals = refusals;
    }

    @GetMapping("/unknown/{alias}")
    String one(@PathVariable UUID alias, Actor actor, Model model) {
        return one(found(alias), null, actor, model);
    }

    private String one(Named one, @Nullable Wrong wrong, Actor actor, Model model) {
        model.addAttribute("one", one);
        model.addAttribute("may", Grants.REGISTER.contains(actor.role()));
        model.addAttribute("whoCan", list.whoCan());
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", wrong == null ? Map.of() : wrong.typed());
        return "account/unknown";
    }

    /** It is the city's: it comes into the register; its lines wait there for one click. */
    @PostMapping("/unknown/{alias}/confirm")
    String confirm(@PathVariable UUID alias, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var one = found(alias);
        var typed = AccountPages.typed(given, "name", "owner", "purpose");
        var wrong = AccountPages.wrong(typed, "name");
        if (wrong == null) {
            try {
                var entry = opening.open(one.platform(), one.handle(), one.platformId(), Via.REGISTER, AccountPages.about(typed),
                        by(actor));
                return "redirect:/account/" + entry.account();
            } catch (Refused refused) {
                refusals.note(refused.refusal());
                response.setStatus(HttpStatus.CONFLICT.value());
                return one(one, AccountPages.refused(refused, typed), actor, model);
            }
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return one(one, wrong, actor, model);
    }

    /** It is not the city's: its lines stay refused. */
    @PostMapping("/unknown/{alias}/decline")
    String decline(@PathVariable UUID alias, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var one = found(alias);
        var typed = AccountPages.typed(given, "reason");
        var wrong = AccountPages.wrong(typed, "reason");
        if (wrong == null) {
            opening.decline(one.platform(), one.handle(), alias, typed.getOrDefault("reason", ""), by(actor));
            return "redirect:/account?state=refused";
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return one(one, wrong, actor, model);
    }

    /** Takes in what waited for the account: leads to the import that does it. */
    @PostMapping("/{id}/take-in")
    String takeIn(@PathVariable UUID id, Actor actor) {
        var entry = register.of(new AccountId(id)).orElseThrow(() -> new NoSuch("No account has this id."));
        var waiting = list.waiting(entry);
        if (waiting.isEmpty()) {
            return "redirect:/account/" + id;
        }
        var imports = named.takeIn(waiting.get().alias(), actor);
        return imports.size() == 1 ? "redirect:/capture/imports/" + imports.getFirst() : "redirect:/capture/imports";
    }

    private Named found(UUID alias) {
        return named.all().stream().filter(one -> one.alias().equals(alias)).findFirst()
                .orElseThrow(() -> new NoSuch("No lines of such an account wait."));
    }

    private Attribution by(Actor actor) {
        return new Attribution(actor.id(), actor.role().word(), UUID.randomUUID().toString(), null, times.city().getId());
    }
}

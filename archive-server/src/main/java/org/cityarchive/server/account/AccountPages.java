package org.cityarchive.server.account;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.account.AccountList.Shown;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.account.Opening.About;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Problems;
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

/** The register as pages: every account, whose it is, and those that wait for a person's word. */
@Controller
@RequestMapping("/account")
final class AccountPages {
    private static final Map<String, String> MISSING = Map.of("name", "Type the name as pages shall call it.", "handle",
            "Type the handle: the account’s name on the platform.", "reason",
            "Say why it is not the city’s; the history keeps it.");

    private final AccountRegister register;
    private final Opening opening;
    private final AccountList list;
    private final AccountHistory history;
    private final CityTimes times;
    private final Refusals refusals;

    AccountPages(AccountRegister register, Opening opening, AccountList list, AccountHistory history, CityTimes times,
            Refusals refusals) {
        this.register = register;
        this.opening = opening;
        this.list = list;
        this.history = history;
        this.times = times;
        this.refusals = refusals;
    }

    /**
     * Why nothing was done, and what was typed.
     *
     * @param field the field in question; null: none alone
     */
    record Wrong(String sentence, @Nullable String rule, @Nullable String field, Map<String, String> typed) {}

    @GetMapping
    String all(Parameters given, Actor actor, Model model) {
        return all(given.word("state", Shown.class).orElse(Shown.ALL), null, actor, model);
    }

    private String all(Shown shown, @Nullable Wrong wrong, Actor actor, Model model) {
        model.addAttribute("shown", shown);
        model.addAttribute("tabs", list.tabs(shown));
        model.addAttribute("rows", list.rows(shown));
        model.addAttribute("unknown", shown == Shown.UNKNOWN ? list.unknown() : List.of());
        model.addAttribute("declined", shown == Shown.REFUSED ? register.declined() : List.of());
        may(actor, wrong, model);
        return "account/accounts";
    }

    @PostMapping
    String add(Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = typed(given, "platform", "handle", "platformId", "name", "owner", "purpose");
        var platform = typed.getOrDefault("platform", "");
        var wrong = !OpenAccount.isPlatform(platform)
                ? new Wrong("The platform takes 1 to 20 small letters, such as x or facebook.", null, "platform", typed)
                : wrong(typed, "handle");
        if (wrong == null) {
            try {
                var entry = opening.open(platform, typed.getOrDefault("handle", ""), typed.get("platformId"), Via.REGISTER,
                        about(typed), by(actor));
                return "redirect:/account/" + entry.account();
            } catch (Refused refused) {
                refusals.note(refused.refusal());
                response.setStatus(HttpStatus.CONFLICT.value());
                return all(Shown.ALL, refused(refused, typed), actor, model);
            }
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return all(Shown.ALL, wrong, actor, model);
    }

    @GetMapping("/{id}")
    String one(@PathVariable UUID id, Actor actor, Model model) {
        return one(found(id), null, actor, model);
    }

    private String one(Entry entry, @Nullable Wrong wrong, Actor actor, Model model) {
        model.addAttribute("one", list.row(entry));
        model.addAttribute("waiting", list.waiting(entry).orElse(null));
        model.addAttribute("facts", history.of(entry.account()));
        may(actor, wrong, model);
        return "account/account";
    }

    /** Says what it is called, whose it is and what for. */
    @PostMapping("/{id}")
    String describe(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = typed(given, "name", "owner", "purpose");
        return after(id, wrong(typed, "name"), typed, said -> opening.describe(said, about(typed), by(actor)), actor, response,
                model);
    }

    /** Says that it is the city's, with what is typed of it. */
    @PostMapping("/{id}/confirm")
    String confirm(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = typed(given, "name", "owner", "purpose");
        return after(id, wrong(typed, "name"), typed, said -> opening.confirm(said, about(typed), by(actor)), actor, response,
                model);
    }

    @PostMapping("/{id}/disown")
    String disown(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var typed = typed(given, "reason");
        return after(id, wrong(typed, "reason"), typed,
                said -> opening.disown(said, typed.getOrDefault("reason", ""), by(actor)), actor, response, model);
    }

    /** The account's page: after what was said of it, or again with what was typed and why it was not taken. */
    private String after(UUID id, @Nullable Wrong wrong, Map<String, String> typed, Consumer<AccountId> say, Actor actor,
            HttpServletResponse response, Model model) {
        var entry = found(id);
        if (wrong != null) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return one(entry, wrong, actor, model);
        }
        try {
            say.accept(entry.account());
            return "redirect:/account/" + id;
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            return one(entry, refused(refused, typed), actor, model);
        }
    }

    private void may(Actor actor, @Nullable Wrong wrong, Model model) {
        model.addAttribute("may", Grants.REGISTER.contains(actor.role()));
        model.addAttribute("whoCan", list.whoCan());
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", wrong == null ? Map.of() : wrong.typed());
    }

    private Entry found(UUID id) {
        return register.of(new AccountId(id)).orElseThrow(() -> new NoSuch("No account has this id."));
    }

    private Attribution by(Actor actor) {
        return new Attribution(actor.id(), actor.role().word(), UUID.randomUUID().toString(), null, times.city().getId());
    }

    static Map<String, String> typed(Parameters given, String... names) {
        var typed = new HashMap<String, String>();
        for (var name : names) {
            given.text(name).ifPresent(text -> typed.put(name, text.strip()));
        }
        return typed;
    }

    static @Nullable Wrong wrong(Map<String, String> typed, String needed) {
        if (!typed.containsKey(needed)) {
            return new Wrong(MISSING.getOrDefault(needed, "The " + needed + " is missing."), null, needed, typed);
        }
        for (var field : typed.entrySet()) {
            if (field.getValue().length() > OpenAccount.LONGEST || field.getValue().chars().anyMatch(Character::isISOControl)) {
                return new Wrong("The " + field.getKey() + " takes one line of at most " + OpenAccount.LONGEST + " characters.",
                        null, field.getKey(), typed);
            }
        }
        return null;
    }

    static About about(Map<String, String> typed) {
        return new About(typed.getOrDefault("name", ""), typed.getOrDefault("owner", ""), typed.getOrDefault("purpose", ""));
    }

    static Wrong refused(Refused refused, Map<String, String> typed) {
        var problem = Problems.of((Exception) refused);
        var rule = refused.refusal().citation();
        return new Wrong(String.valueOf(problem.getDetail()), "Rule “" + rule.rule() + "” · " + rule.source(), null, typed);
    }
}

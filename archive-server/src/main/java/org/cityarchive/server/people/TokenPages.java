package org.cityarchive.server.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.ApiTokens.ApiToken;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.security.Scope;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Tokens as pages: which programs may act, how far, until when; a new one is shown once. */
@Controller
@RequestMapping("/people/tokens")
final class TokenPages {
    private static final List<Integer> DAYS = List.of(7, 30, 90, 365);
    private static final int SOON_DAYS = 14;

    private final ApiTokens tokens;
    private final Directory directory;
    private final ShownOnce shown;
    private final CityTimes times;
    private final AccessLog log;

    TokenPages(ApiTokens tokens, Directory directory, ShownOnce shown, CityTimes times, AccessLog log) {
        this.tokens = tokens;
        this.directory = directory;
        this.shown = shown;
        this.times = times;
        this.log = log;
    }

    /** A token as a row. */
    record Row(ApiToken token, String role, String scope, String by, boolean good, PersonMark mark) {}

    /** A scope as the form offers it. */
    record Reach(String word, String title) {}

    /** The form as typed. */
    record Typed(String name, String role, String scope, String days) {
        static final Typed EMPTY = new Typed("", Role.ADAPTER.word(), Scope.READ_AND_IMPORT.word(), "90");
    }

    @GetMapping
    String list(Parameters asked, Actor actor, Model model) {
        model.addAttribute("done", asked.text("done").orElse("")).addAttribute("shown",
                asked.text("shown").map(key -> shown.take(actor, key)).orElse(List.of()));
        return page(Typed.EMPTY, null, actor, model);
    }

    @PostMapping
    String make(@RequestParam Map<String, String> form, Actor actor, HttpServletResponse response, Model model) {
        var typed = new Typed(form.getOrDefault("name", ""), form.getOrDefault("role", ""), form.getOrDefault("scope", ""),
                form.getOrDefault("days", ""));
        try {
            var made = tokens.make(typed.name().strip(), role(typed), scope(typed), days(typed), actor.id());
            log.note(actor, Note.token(made.token().id(), made.token().madeInWords()));
            return "redirect:/people/tokens?done=made&shown=" + shown.keep(actor, List.of(made.secret(), made.token().name()));
        } catch (IllegalArgumentException e) {
            return wrong(new Wrong("The " + e.getMessage() + ".", null, "name"), typed, actor, response, model);
        } catch (BadParameter bad) {
            return wrong(Wrong.of(bad), typed, actor, response, model);
        }
    }

    private String wrong(Wrong wrong, Typed typed, Actor actor, HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(typed, wrong, actor, model);
    }

    @PostMapping("/{id}/revoke")
    String revoke(@PathVariable String id, Actor actor) {
        var token = Parameters.id("id", id);
        if (!tokens.revoke(token)) {
            throw new NoSuch("No token has this id.");
        }
        log.note(actor, Note.token(token, "taken back"));
        return "redirect:/people/tokens?done=revoked";
    }

    private String page(Typed typed, @Nullable Wrong wrong, Actor actor, Model model) {
        var now = times.now();
        var rows = tokens.all().stream().map(token -> row(token, now)).toList();
        model.addAttribute("typed", typed).addAttribute("wrong", wrong)
                .addAttribute("good", rows.stream().filter(Row::good).toList())
                .addAttribute("over", rows.stream().filter(row -> !row.good()).toList())
                .addAttribute("roles", Stream.of(Role.values())
                        .map(role -> new PersonForm.Choice(role.word(), Roles.title(role))).toList())
                .addAttribute("scopes", Stream.of(Scope.values()).map(s -> new Reach(s.word(), title(s))).toList())
                .addAttribute("dayChoices", DAYS).addAttribute("may", actor.role() == Role.IT_DIRECTOR)
                .addAttribute("who", directory.administrators());
        return "people/tokens";
    }

    private Row row(ApiToken token, Instant now) {
        boolean good = token.isGood(now);
        var mark = token.revokedAt() != null
                ? new PersonMark("slate", "dash-circle", "Taken back")
                : !good ? new PersonMark("slate", "dash-circle", "Over") : soon(token, now);
        return new Row(token, Roles.title(token.role()), title(token.scope()), directory.actor(token.madeBy()), good, mark);
    }

    private static PersonMark soon(ApiToken token, Instant now) {
        long days = Duration.between(now, token.expiresAt()).toDays();
        return days < SOON_DAYS
                ? new PersonMark("amber", "hourglass-split", days == 0 ? "Ends within a day" : "Ends in " + days + " d")
                : new PersonMark("green", "check-circle", "Good");
    }

    private static String title(Scope scope) {
        return switch (scope) {
            case METRICS -> "Metrics of the machine, nothing else";
            case READ -> "Reads";
            case READ_AND_IMPORT -> "Reads and imports";
            case ADMINISTER -> "All that the role may";
        };
    }

    private static Role role(Typed typed) {
        return Roles.find(typed.role()).orElseThrow(() -> new BadParameter("role", "Choose a role."));
    }

    private static Scope scope(Typed typed) {
        return Scope.find(typed.scope()).orElseThrow(() -> new BadParameter("scope", "Choose how far it may go."));
    }

    private static Duration days(Typed typed) {
        return Optional.of(typed.days()).filter(text -> text.matches("[0-9]{1,3}")).map(Integer::valueOf).filter(DAYS::contains)
                .map(Duration::ofDays).orElseThrow(() -> new BadParameter("days", "Choose how long it is good."));
    }
}

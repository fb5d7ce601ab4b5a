package org.cityarchive.server.account;

import java.net.URI;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.account.Opening.About;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The register of the city's accounts. Adding one again answers with the entry that is there: no Idempotency-Key is needed. */
@RestController
@RequestMapping("/api/v1/accounts")
final class AccountController {
    private final AccountRegister register;
    private final Opening opening;
    private final Supplier<String> zone;

    AccountController(AccountRegister register, Opening opening, Supplier<String> zone) {
        this.register = register;
        this.opening = opening;
        this.zone = zone;
    }

    /** @param name what people call it; with owner (a department) and purpose, where they are to be said at once */
    record Wanted(@Nullable String platform, @Nullable String handle, @Nullable String platformId, @Nullable String name,
            @Nullable String owner, @Nullable String purpose) {}

    /** What is to be said of an account: all three, in the place of what was said before. */
    record Described(@Nullable String name, @Nullable String owner, @Nullable String purpose) {}

    /** Why an account is not the city's. */
    record Reason(@Nullable String reason) {}

    record Shown(UUID id, String platform, String handle, @Nullable String platformId, String via, boolean approvalAwaited,
            Instant openedAt, String state, String name, @Nullable String owner, @Nullable String purpose,
            @Nullable String reason) {
        static Shown of(Entry e) {
            return new Shown(e.account().value(), e.platform(), e.handle(), e.platformId(),
                    e.via().name().toLowerCase(Locale.ROOT),
                    e.approvalAwaited(), e.openedAt(), e.state().name().toLowerCase(Locale.ROOT), e.name(), e.said().owner(),
                    e.said().purpose(), e.said().reason());
        }
    }

    @GetMapping
    Page<Shown> all(Parameters asked) {
        var platform = asked.text("platform");
        var entries = register.all().stream().filter(entry -> platform.isEmpty() || platform.get().equals(entry.platform()))
                .map(Shown::of);
        return Page.of(entries.toList(), account -> account.id().toString(), asked);
    }

    @GetMapping("/{id}")
    Shown one(@PathVariable String id) {
        return Shown.of(found(id));
    }

    /** Says what it is called, whose it is and what for. */
    @PostMapping("/{id}")
    Shown describe(@PathVariable String id, @RequestBody Described said, Actor by) {
        opening.describe(found(id).account(), new About(word("name", said.name()), word("owner", said.owner()),
                word("purpose", said.purpose())), attribution(by));
        return Shown.of(found(id));
    }

    /** Says that the city owns it. */
    @PostMapping("/{id}/confirm")
    Shown confirm(@PathVariable String id, @RequestBody Described said, Actor by) {
        opening.confirm(found(id).account(), new About(word("name", said.name()), word("owner", said.owner()),
                word("purpose", said.purpose())), attribution(by));
        return Shown.of(found(id));
    }

    /** Says that it is not the city's, and why; no more of it is taken. */
    @PostMapping("/{id}/disown")
    Shown disown(@PathVariable String id, @RequestBody Reason said, Actor by) {
        opening.disown(found(id).account(), text("reason", said.reason()), attribution(by));
        return Shown.of(found(id));
    }

    @PostMapping
    ResponseEntity<Shown> add(@RequestBody Wanted wanted, Actor by) {
        var platform = text("platform", wanted.platform());
        if (!OpenAccount.isPlatform(platform)) {
            throw new BadParameter("platform", "The platform takes 1 to 20 small letters, such as x or facebook.");
        }
        var entry = opening.open(platform, text("handle", wanted.handle()),
                wanted.platformId() == null ? null : text("platformId", wanted.platformId()), Via.REGISTER,
                new About(word("name", wanted.name()), word("owner", wanted.owner()), word("purpose", wanted.purpose())),
                attribution(by));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + entry.account())).body(Shown.of(entry));
    }

    private Entry found(String id) {
        return register.of(new AccountId(Parameters.id("id", id))).orElseThrow(() -> new NoSuch("No account has this id."));
    }

    private Attribution attribution(Actor by) {
        return new Attribution(by.id(), by.role().word(), UUID.randomUUID().toString(), null, zone.get());
    }

    /** Words that may be left out. */
    private static String word(String name, @Nullable String value) {
        return value == null || value.isBlank() ? "" : text(name, value);
    }

    private static String text(String name, @Nullable String value) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > OpenAccount.LONGEST) {
            throw new BadParameter(name, "The " + name + " takes 1 to " + OpenAccount.LONGEST + " characters.");
        }
        return text;
    }
}

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

    record Wanted(@Nullable String platform, @Nullable String handle, @Nullable String platformId) {}

    record Shown(UUID id, String platform, String handle, @Nullable String platformId, String via, boolean approvalAwaited,
            Instant openedAt) {
        static Shown of(Entry e) {
            return new Shown(e.account().value(), e.platform(), e.handle(), e.platformId(),
                    e.via().name().toLowerCase(Locale.ROOT),
                    e.approvalAwaited(), e.openedAt());
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
        return register.of(new AccountId(Parameters.id("id", id))).map(Shown::of)
                .orElseThrow(() -> new NoSuch("No account has this id."));
    }

    @PostMapping
    ResponseEntity<Shown> add(@RequestBody Wanted wanted, Actor by) {
        var platform = text("platform", wanted.platform());
        if (!OpenAccount.isPlatform(platform)) {
            throw new BadParameter("platform", "The platform takes 1 to 20 small letters, such as x or facebook.");
        }
        var entry = opening.open(platform, text("handle", wanted.handle()),
                wanted.platformId() == null ? null : text("platformId", wanted.platformId()), Via.REGISTER,
                new Attribution(by.id(), by.role().word(), UUID.randomUUID().toString(), null, zone.get()));
        return ResponseEntity.created(URI.create("/api/v1/accounts/" + entry.account())).body(Shown.of(entry));
    }

    private static String text(String name, @Nullable String value) {
        var text = value == null ? "" : value.strip();
        if (text.isEmpty() || text.length() > OpenAccount.LONGEST) {
            throw new BadParameter(name, "The " + name + " takes 1 to " + OpenAccount.LONGEST + " characters.");
        }
        return text;
    }
}

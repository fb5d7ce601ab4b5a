package org.cityarchive.server.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.account.AccountCommand;
import org.cityarchive.core.account.AccountCommand.ConfirmAccount;
import org.cityarchive.core.account.AccountCommand.DeclineAccount;
import org.cityarchive.core.account.AccountCommand.DescribeAccount;
import org.cityarchive.core.account.AccountCommand.DisownAccount;
import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.account.AccountRegister.Entry;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Enters accounts into the register and says of them what a person says; when it returns, the register shows it. */
public final class Opening {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final AccountRegister register;

    private final AccountWords words;

    public Opening(Archive archive, Projections projections, AccountRegister register, AccountWords words) {
        this.archive = archive;
        this.projections = projections;
        this.register = register;
        this.words = words;
    }

    /**
     * What a person says of an account; empty where nothing is said.
     *
     * @param owner the department that holds it
     */
    public record About(String name, String owner, String purpose) {
        /** Nothing is said. */
        public static final About NOTHING = new About("", "", "");

        boolean isNothing() {
            return name.isBlank() && owner.isBlank() && purpose.isBlank();
        }
    }

    /**
     * The account's entry: the one there already, else a new one.
     *
     * @throws Refused the handle or id belongs to another account
     * @throws IllegalArgumentException platform, handle or id cannot be one
     */
    public Entry open(String platform, String handle, @Nullable String platformId, Via via, About about, Attribution by) {
        var id = new AccountId(UUID.randomUUID());
        send(new OpenAccount(id, platform, handle, platformId, via, List.of(), kept(about)), by);
        return register.of(id).or(() -> register.resolve(platform, handle))
                .or(() -> platformId == null ? Optional.empty() : register.resolve(platform, platformId))
                .orElseThrow(() -> new IllegalStateException("the register does not show what was opened"));
    }

    /**
     * Says of an account what it is called, whose it is and what for.
     *
     * @throws Refused the register has no such account
     */
    public void describe(AccountId account, About about, Attribution by) {
        send(new DescribeAccount(account, words.keep(told(about))), by);
    }

    /**
     * Says that the city owns it; what was said of it stays where nothing new is.
     *
     * @throws Refused the register has no such account
     */
    public void confirm(AccountId account, About about, Attribution by) {
        send(new ConfirmAccount(account, kept(about)), by);
    }

    /**
     * Says that it is not the city's, and why.
     *
     * @throws Refused the register has no such account
     */
    public void disown(AccountId account, String reason, Attribution by) {
        send(new DisownAccount(account, words.keep(Map.of("reason", reason))), by);
    }

    /**
     * Says of an account that an import named that it is not the city's, and why.
     *
     * @throws Refused it stands in the register
     */
    public void decline(String platform, String handle, UUID alias, String reason, Attribution by) {
        send(new DeclineAccount(new AccountId(UUID.randomUUID()), platform, handle, alias,
                words.keep(Map.of("handle", handle, "reason", reason))), by);
    }

    private @Nullable UUID kept(About about) {
        return about.isNothing() ? null : words.keep(told(about));
    }

    private static Map<String, String> told(About about) {
        return Map.of("name", about.name(), "owner", about.owner(), "purpose", about.purpose());
    }

    private void send(AccountCommand command, Attribution by) {
        var sent = archive.send(command, by);
        switch (sent.decision()) {
            case Decision.Refused refused -> throw new Refused(refused.refusal());
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted _ -> {
            }
        }
        if (!projections.awaitPosition(AccountRegister.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the register is behind");
        }
    }
}

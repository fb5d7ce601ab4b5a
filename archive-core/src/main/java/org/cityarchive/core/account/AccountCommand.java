package org.cityarchive.core.account;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.law.Command;
import org.jspecify.annotations.Nullable;

/** What may be asked about the city's accounts. */
public sealed interface AccountCommand extends Command {

    /** The account that it is about; for a new one, the id it gets. */
    AccountId account();

    /**
     * Enter an account into the register.
     *
     * @param account a new id, used only if the account is not there yet
     * @param platform {@code [a-z]{1,20}}
     * @param digests keyed digests of its names, by which it is known that a person declined it; an import must give them
     * @param words id of its sealed name, owner and purpose; null: nothing is said of it yet
     */
    record OpenAccount(AccountId account, String platform, String handle, @Nullable String platformId,
            Via via, List<UUID> digests, @Nullable UUID words) implements AccountCommand {
        private static final Pattern PLATFORM = Pattern.compile("[a-z]{1,20}");
        /** The most characters of a handle or platform id. */
        public static final int LONGEST = 300;

        public OpenAccount {
            if (!isPlatform(platform)) {
                throw new IllegalArgumentException("platform must be 1 to 20 letters a to z");
            }
            if (handle.isBlank() || handle.length() > LONGEST) {
                throw new IllegalArgumentException("handle must have 1 to " + LONGEST + " characters");
            }
            if (platformId != null && (platformId.isBlank() || platformId.length() > LONGEST)) {
                throw new IllegalArgumentException("platformId must have 1 to " + LONGEST + " characters");
            }
            digests = List.copyOf(digests);
        }

        /** One of which nothing is said. */
        public OpenAccount(AccountId account, String platform, String handle, @Nullable String platformId, Via via) {
            this(account, platform, handle, platformId, via, List.of(), null);
        }

        /** Whether this can be a platform's name (DATA.md §2). */
        public static boolean isPlatform(String platform) {
            return PLATFORM.matcher(platform).matches();
        }
    }

    /**
     * Say what it is called, whose it is and what for.
     *
     * @param words id of the sealed words
     */
    record DescribeAccount(AccountId account, UUID words) implements AccountCommand {}

    /**
     * Say that the city owns it.
     *
     * @param words id of its sealed name, owner and purpose; null: what was said stays
     */
    record ConfirmAccount(AccountId account, @Nullable UUID words) implements AccountCommand {}

    /**
     * Say of a registered account that it is not the city's.
     *
     * @param words id of the sealed reason
     */
    record DisownAccount(AccountId account, UUID words) implements AccountCommand {}

    /**
     * Say of an account that an import named that it is not the city's.
     *
     * @param account a new id, of this decision
     * @param alias keyed digest of platform and handle
     * @param words id of the sealed handle and reason
     */
    record DeclineAccount(AccountId account, String platform, String handle, UUID alias, UUID words) implements AccountCommand {}
}

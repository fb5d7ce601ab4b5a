package org.cityarchive.core.account;

import java.util.regex.Pattern;

import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.law.Command;
import org.jspecify.annotations.Nullable;

/** What may be asked about the city's accounts. */
public sealed interface AccountCommand extends Command {

    /**
     * Enter an account into the register.
     *
     * @param account a new id, used only if the account is not there yet
     * @param platform {@code [a-z]{1,20}}
     */
    record OpenAccount(AccountId account, String platform, String handle, @Nullable String platformId,
            Via via) implements AccountCommand {
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
        }

        /** Whether this can be a platform's name (DATA.md §2). */
        public static boolean isPlatform(String platform) {
            return PLATFORM.matcher(platform).matches();
        }
    }
}

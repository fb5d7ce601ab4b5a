package org.cityarchive.core.capture;

import java.time.Instant;

import org.cityarchive.core.account.AccountId;
import org.jspecify.annotations.Nullable;

/**
 * Where a record belongs.
 *
 * @param createdAt when the platform says it was made; null when it does not say
 */
public record Origin(AccountId account, String platform, Kind kind, @Nullable Instant createdAt) {
    /** The same, with this time of creation. */
    public Origin madeAt(@Nullable Instant time) {
        return new Origin(account, platform, kind, time);
    }
}

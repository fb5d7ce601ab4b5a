package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.law.Kept;

/** The latest moment at which a batch saw anything of an account. */
public record AccountSeen(AccountId account, Instant at) implements Kept {

    /** One for each account of a batch, in the order of their ids. */
    static List<AccountSeen> of(List<Offer> batch) {
        var latest = new HashMap<AccountId, Instant>();
        for (var offer : batch) {
            latest.merge(offer.account(), offer.observation().observedAt(), (one, other) -> one.isAfter(other) ? one : other);
        }
        var ordered = new TreeMap<UUID, AccountSeen>();
        latest.forEach((account, at) -> ordered.put(account.value(), new AccountSeen(account, at)));
        return List.copyOf(ordered.values());
    }
}

package org.cityarchive.server.account;

import java.time.Instant;
import java.util.Map;

import org.cityarchive.core.account.AccountId;

/** When capture last saw anything of an account: what the register asks of it. */
public interface SeenByCapture {
    /** The latest observation of each account; an account of which nothing was seen is left out. */
    Map<AccountId, Instant> last();
}

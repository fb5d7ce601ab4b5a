package org.cityarchive.core.capture;

import java.util.List;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Kept;

/** The one way for observations into the archive. */
public interface CaptureChannel {

    /**
     * Takes up to 500 observations, whole or not at all: when this returns they are durable. Offering them again changes nothing.
     *
     * @param with rows that commit with them (an import's place in its file); a {@link Told} one is spelled when the outcomes are known
     * @return one outcome an offer, in their order
     * @throws org.cityarchive.core.law.Failure nothing of the batch was kept; offer it again
     */
    List<Outcome> offer(List<Offer> batch, Attribution by, List<Kept> with);

    /**
     * Begins to take a batch: what need not wait for earlier batches is done while they commit.
     *
     * @throws org.cityarchive.core.law.Failure as {@link #offer}
     */
    default Begun begin(List<Offer> batch, Attribution by, List<Kept> with) {
        return () -> offer(batch, by, with);
    }

    /** A batch that is prepared and not yet kept. */
    interface Begun {
        /** Keeps it, as {@link #offer} would: durable when this returns. What changed since it was begun is looked at again. */
        List<Outcome> commit();
    }

    /** A row that tells what the batch came to: asked for once for each try, before its commit. */
    interface Told extends Kept {
        /** @param outcomes one an offer, in their order */
        Kept of(List<Outcome> outcomes);
    }

    /** An observation of a registered account's page. */
    record Offer(AccountId account, Observation observation) {}

    /** What an observation came to. */
    enum Outcome {
        NEW_RECORD, NEW_VERSION, OTHER_FACTS, UNCHANGED
    }
}

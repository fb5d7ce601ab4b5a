package org.cityarchive.core.disposition;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;

/** What may be asked about the homes that clear themselves of what is destroyed. */
public sealed interface HomeCommand extends Command {
    /** For how long nothing is to be seen of a home before it can be called lost: one that runs is seen every 20 seconds. */
    Duration SILENT = Duration.ofMinutes(15);

    /**
     * Strike a lost home off, so that nothing waits for it; struck off already since its last start, nothing changes.
     *
     * @param startedAt when it was last started
     * @param silent how long nothing was seen of it
     * @param words id of the sealed reason
     */
    record StrikeHome(UUID home, Instant startedAt, Duration silent, UUID words, Acting by) implements HomeCommand {}
}

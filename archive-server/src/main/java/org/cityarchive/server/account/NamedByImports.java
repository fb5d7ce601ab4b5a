package org.cityarchive.server.account;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.jspecify.annotations.Nullable;

/** Accounts whose lines imports set aside, because the register did not know them: what the register asks of imports. */
public interface NamedByImports {

    /**
     * An account with lines that wait.
     *
     * @param alias keyed digest of platform and handle
     * @param platformId the platform's own id; null where no source gave it
     * @param sample the platform's id of the first thing on it that waits
     * @param lines how many wait, in all imports
     */
    record Named(UUID alias, String platform, String handle, @Nullable String platformId, String sample, long lines,
            List<From> imports) {}

    /** An import whose lines wait. */
    record From(UUID id, long number, String file, long lines) {}

    /** All of them, the one with most lines first. */
    List<Named> all();

    /** Takes the waiting lines of an account in, each import's as an import of its own; those imports. */
    List<UUID> takeIn(UUID alias, Actor by);
}

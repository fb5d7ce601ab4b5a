package org.cityarchive.core.policy;

import java.util.UUID;

import org.cityarchive.core.law.Command;

/** What may be asked about the rules. */
public sealed interface PolicyCommand extends Command {

    /** Let this profile hold from now on; chosen already, it changes nothing. */
    record ChooseProfile(UUID choice, Profile profile) implements PolicyCommand {}
}

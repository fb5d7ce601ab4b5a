package org.cityarchive.server.policy;

import java.time.Duration;
import java.util.UUID;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.policy.PolicyCommand.ChooseProfile;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;

/** Chooses the city's profile; when it returns, the profile holds. */
public final class Choosing {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final ProfileInForce profiles;
    private final City city;

    Choosing(Archive archive, Projections projections, ProfileInForce profiles, City city) {
        this.archive = archive;
        this.projections = projections;
        this.profiles = profiles;
        this.city = city;
    }

    /**
     * Lets a profile hold from now on; the reason is kept sealed with the choice.
     *
     * @throws Refused the law says no
     */
    public void choose(Profile profile, String reason, Actor by) {
        var choice = UUID.randomUUID();
        profiles.keepReason(choice, reason);
        var sent = archive.send(new ChooseProfile(choice, profile),
                new Attribution(by.id(), by.role().word(), choice.toString(), null, city.zone().getId()));
        if (sent.decision() instanceof Decision.Refused refused) {
            throw new Refused(refused.refusal());
        }
        if (!projections.awaitPosition(ProfileInForce.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the profile is not shown yet");
        }
    }
}

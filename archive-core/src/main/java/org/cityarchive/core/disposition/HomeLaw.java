package org.cityarchive.core.disposition;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.disposition.HomeCommand.StrikeHome;
import org.cityarchive.core.disposition.HomeEvent.HomeStruck;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Trie;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;

/** A person says that a home is lost: whoever approves destructions in this city, or answers for its machines; never of one that runs. */
final class HomeLaw implements Law<HomeCommand, HomeLaw.Known> {
    /** @param struck homes that were struck off, each with the start of which that was said last */
    record Known(CityProfile profile, Map<UUID, Instant> struck) {}

    @Override
    public Boundary boundary(HomeCommand command) {
        return new Boundary(0, List.of(new Read(Set.of(), Set.of(HomeStruck.class, ProfileChosen.class))));
    }

    @Override
    public Known initially(HomeCommand command) {
        return new Known(CityProfile.of(Profile.PLAIN), Map.of());
    }

    @Override
    public Known evolve(Known known, Recorded<?> recorded) {
        return switch (recorded.fact()) {
            case ProfileChosen chosen -> new Known(CityProfile.of(chosen.profile()), known.struck);
            case HomeStruck one -> new Known(known.profile, Trie.of(known.struck).with(one.home(), one.startedAt()));
            default -> known;
        };
    }

    @Override
    public Decision decide(HomeCommand command, Known known) {
        return switch (command) {
            case StrikeHome strike -> strike(strike, known);
        };
    }

    private static Decision strike(StrikeHome strike, Known known) {
        var role = strike.by().role();
        var approver = known.profile.dispositionApprovedBy();
        if (role != approver && role != Role.IT_DIRECTOR) {
            return new Decision.Refused(new HomeRefusal.NotForThisRole(strike.home(), role, approver));
        } else if (strike.startedAt().equals(known.struck.get(strike.home()))) {
            return Decision.Accepted.of();
        } else if (strike.silent().compareTo(HomeCommand.SILENT) < 0) {
            return new Decision.Refused(
                    new HomeRefusal.StillRuns(strike.home(), strike.silent().toMinutes(), HomeCommand.SILENT.toMinutes()));
        }
        return Decision.Accepted
                .of(new HomeStruck(strike.home(), strike.startedAt(), strike.words(), strike.by().person()));
    }
}

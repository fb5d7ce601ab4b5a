package org.cityarchive.core.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.policy.PolicyCommand.ChooseProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;

/** Which profile holds: the one chosen last (LAW.md A.3: changed only by a fact). */
final class PolicyLaw implements Law<PolicyCommand, Optional<Profile>> {

    @Override
    public Boundary boundary(PolicyCommand command) {
        return new Boundary(0, List.of(new Read(Set.of(), Set.of(ProfileChosen.class))));
    }

    @Override
    public Optional<Profile> initially(PolicyCommand command) {
        return Optional.empty();
    }

    @Override
    public Optional<Profile> evolve(Optional<Profile> state, Recorded<?> fact) {
        return fact.fact() instanceof ProfileChosen chosen ? Optional.of(chosen.profile()) : state;
    }

    @Override
    public Decision decide(PolicyCommand command, Optional<Profile> now) {
        return switch (command) {
            case ChooseProfile choose when now.filter(choose.profile()::equals).isPresent() -> Decision.Accepted.of();
            case ChooseProfile choose -> Decision.Accepted.of(new ProfileChosen(choose.choice(), choose.profile()));
        };
    }
}

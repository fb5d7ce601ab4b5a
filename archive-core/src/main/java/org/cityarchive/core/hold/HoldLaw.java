package org.cityarchive.core.hold;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.hold.HoldCommand.AcknowledgeHold;
import org.cityarchive.core.hold.HoldCommand.ChangeScope;
import org.cityarchive.core.hold.HoldCommand.ConfirmRelease;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldCommand.ProposeRelease;
import org.cityarchive.core.hold.HoldCommand.WithdrawRelease;
import org.cityarchive.core.hold.HoldEvent.HoldAcknowledged;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.HoldEvent.ReleaseProposed;
import org.cityarchive.core.hold.HoldEvent.ReleaseWithdrawn;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;

/** A hold is placed by the attorney alone and released by two people, the second in the role that the city's profile names. */
final class HoldLaw implements Law<HoldCommand, HoldLaw.State> {

    /** The hold, and the profile that says who confirms and how long it cools off. */
    record State(HoldsNow holds, CityProfile profile) {}

    @Override
    public Boundary boundary(HoldCommand command) {
        return new Boundary(0, List.of(new Read(Set.of(new Tagged("hold", command.hold().toString())), Set.of(HoldEvent.class)),
                new Read(Set.of(), Set.of(ProfileChosen.class))));
    }

    @Override
    public State initially(HoldCommand command) {
        return new State(HoldsNow.NONE, CityProfile.of(Profile.PLAIN));
    }

    @Override
    public State evolve(State state, Recorded<?> fact) {
        return fact.fact() instanceof ProfileChosen chosen
                ? new State(state.holds(), CityProfile.of(chosen.profile()))
                : new State(state.holds().with(fact.fact()), state.profile());
    }

    @Override
    public Decision decide(HoldCommand command, State now) {
        var standing = now.holds().hold(command.hold());
        if (command instanceof PlaceHold place) {
            return standing.isPresent() ? Decision.Accepted.of() : place(place);
        }
        return standing.map(hold -> decide(command, hold, now.profile()))
                .orElseGet(() -> refuse(new HoldRefusal.UnknownHold(command.hold())));
    }

    private static Decision place(PlaceHold place) {
        return place.by().role() == Role.ATTORNEY
                ? Decision.Accepted.of(new HoldPlaced(place.hold(), place.words(), place.scope(), place.by().person()))
                : notInThisRole(place, Role.ATTORNEY);
    }

    private static Decision decide(HoldCommand command, HoldsNow.Standing hold, CityProfile profile) {
        return switch (command) {
            case PlaceHold _ -> Decision.Accepted.of();
            case AcknowledgeHold acknowledge -> acknowledge(acknowledge, hold);
            case ChangeScope change when change.by().role() != Role.ATTORNEY -> notInThisRole(change, Role.ATTORNEY);
            case ChangeScope change when !hold.isActive() -> refuse(new HoldRefusal.AlreadyReleased(change.hold()));
            case ChangeScope change -> change(change, hold);
            case ProposeRelease propose -> propose(propose, hold);
            case WithdrawRelease withdraw -> withdraw(withdraw, hold, profile);
            case ConfirmRelease confirm -> confirm(confirm, hold, profile);
        };
    }

    /** The difference leaves by a release alone, which is asked for in the same commit (LAW.md C.7). */
    private static Decision change(ChangeScope change, HoldsNow.Standing hold) {
        var facts = new ArrayList<Fact>();
        facts.add(new HoldScopeChanged(change.hold(), hold.scopes().lastKey() + 1, change.scope(), change.words(),
                change.by().person()));
        var narrowing = change.narrowing();
        if (narrowing != null) {
            var left = narrowing.scopes().stream().distinct().sorted().toList();
            if (left.isEmpty() || !bound(hold).containsAll(left)) {
                return refuse(new HoldRefusal.AlreadyReleased(change.hold()));
            }
            facts.add(new ReleaseProposed(change.hold(), narrowing.proposal(), left, narrowing.words(), change.by().person()));
        }
        return new Decision.Accepted(facts, List.of());
    }

    private static List<Integer> bound(HoldsNow.Standing hold) {
        return hold.scopes().keySet().stream().filter(number -> !hold.released().containsKey(number)).toList();
    }

    private static Decision acknowledge(AcknowledgeHold acknowledge, HoldsNow.Standing hold) {
        var said = new HoldAcknowledged(acknowledge.hold(), acknowledge.by().person());
        return hold.acknowledged().contains(said) ? Decision.Accepted.of() : Decision.Accepted.of(said);
    }

    private static Decision propose(ProposeRelease propose, HoldsNow.Standing hold) {
        if (propose.by().role() != Role.ATTORNEY) {
            return notInThisRole(propose, Role.ATTORNEY);
        }
        var bound = bound(hold);
        var asked = propose.scopes().isEmpty() ? bound : propose.scopes().stream().distinct().sorted().toList();
        return asked.isEmpty() || !bound.containsAll(asked)
                ? refuse(new HoldRefusal.AlreadyReleased(propose.hold()))
                : Decision.Accepted.of(new ReleaseProposed(propose.hold(), propose.proposal(), asked, propose.words(),
                        propose.by().person()));
    }

    private static Decision withdraw(WithdrawRelease withdraw, HoldsNow.Standing hold, CityProfile profile) {
        var proposal = hold.proposals().get(withdraw.proposal());
        if (proposal == null) {
            return Decision.Accepted.of();
        }
        var role = withdraw.by().role();
        return role == Role.ATTORNEY || role == profile.holdReleaseConfirmedBy()
                ? Decision.Accepted.of(new ReleaseWithdrawn(withdraw.hold(), withdraw.proposal(), withdraw.by().person()))
                : notInThisRole(withdraw, Role.ATTORNEY);
    }

    private static Decision confirm(ConfirmRelease confirm, HoldsNow.Standing hold, CityProfile profile) {
        var proposal = hold.proposals().get(confirm.proposal());
        var needed = profile.holdReleaseConfirmedBy();
        if (proposal == null) {
            return refuse(new HoldRefusal.NoSuchProposal(confirm.hold()));
        } else if (proposal.proposedBy().equals(confirm.by().person())) {
            return refuse(new HoldRefusal.OnePersonTwoSteps(confirm.hold(), needed));
        } else if (confirm.by().role() != needed) {
            return notInThisRole(confirm, needed);
        } else if (hold.released().keySet().containsAll(proposal.scopes())) {
            return refuse(new HoldRefusal.AlreadyReleased(confirm.hold()));
        }
        return Decision.Accepted.of(new HoldReleased(confirm.hold(), confirm.proposal(), proposal.scopes(), confirm.by().today(),
                profile.coolingOffDays(), confirm.by().person()));
    }

    private static Decision notInThisRole(HoldCommand command, Role needed) {
        return refuse(new HoldRefusal.NotInThisRole(command.by().role(), needed));
    }

    private static Decision refuse(HoldRefusal refusal) {
        return new Decision.Refused(refusal);
    }
}

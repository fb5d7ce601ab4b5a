package org.cityarchive.core.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.AddPerson;
import org.cityarchive.core.people.PeopleCommand.Asking;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PeopleCommand.RemovePerson;
import org.cityarchive.core.people.PeopleCommand.RevokeRole;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.PersonRemoved;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PeopleEvent.RoleRevoked;
import org.jspecify.annotations.Nullable;

/** Who may act in which role, until when. */
final class PeopleLaw implements Law<PeopleCommand, PeopleNow> {

    /** All of them: whether a person is the last administrator hangs on everybody. People are few. */
    @Override
    public Boundary boundary(PeopleCommand command) {
        return new Boundary(0, List.of(new Read(Set.of(), Set.of(PeopleEvent.class))));
    }

    @Override
    public PeopleNow initially(PeopleCommand command) {
        return PeopleNow.NOBODY;
    }

    @Override
    public PeopleNow evolve(PeopleNow state, Recorded<?> fact) {
        return switch (fact.fact()) {
            case PersonAdded added -> state.added(added.person());
            case RoleGranted granted -> state.granted(granted);
            case RoleRevoked revoked -> state.revoked(revoked);
            case PersonRemoved removed -> state.removed(removed.person());
            default -> state; // no other feature's facts are in the boundary
        };
    }

    @Override
    public Decision decide(PeopleCommand command, PeopleNow now) {
        return switch (command) {
            case AddFirstPerson first -> addFirst(first, now);
            case AddPerson add when now.isThere(add.person()) -> Decision.Accepted.of();
            case AddPerson add -> refusal(add.person(), add.role(), add.until(), add.by(), now)
                    .<Decision>map(Decision.Refused::new)
                    .orElseGet(
                            () -> facts(new PersonAdded(add.person()), new RoleGranted(add.person(), add.role(), add.until())));
            case GrantRole grant -> grant(grant, now);
            case RevokeRole revoke -> revoke(revoke, now);
            case RemovePerson remove -> remove(remove, now);
        };
    }

    private static Decision addFirst(AddFirstPerson first, PeopleNow now) {
        if (now.isThere(first.person())) {
            return Decision.Accepted.of();
        } else if (!now.isEmpty()) {
            return refuse(new PeopleRefusal.AlreadySetUp());
        }
        return first.role() == Role.ADAPTER
                ? refuse(new PeopleRefusal.NotForPeople(first.role()))
                : facts(new PersonAdded(first.person()), new RoleGranted(first.person(), first.role(), null));
    }

    private static Decision grant(GrantRole grant, PeopleNow now) {
        if (!now.isThere(grant.person()) && !now.isGone(grant.person())) {
            return refuse(new PeopleRefusal.UnknownPerson(grant.person()));
        }
        var refused = refusal(grant.person(), grant.role(), grant.until(), grant.by(), now);
        if (refused.isPresent()) {
            return refuse(refused.get());
        }
        var held = now.held(grant.person(), grant.role());
        if (held.isPresent() && held.get().isOn(grant.by().today()) && Objects.equals(held.get().until(), grant.until())) {
            return Decision.Accepted.of();
        }
        return grant.role() == Role.IT_DIRECTOR && grant.until() != null && now.isLastAdministrator(grant.person())
                ? refuse(new PeopleRefusal.LastAdministrator(grant.person()))
                : facts(new RoleGranted(grant.person(), grant.role(), grant.until()));
    }

    private static Decision revoke(RevokeRole revoke, PeopleNow now) {
        if (now.isGone(revoke.person())) {
            return Decision.Accepted.of();
        } else if (!now.isThere(revoke.person())) {
            return refuse(new PeopleRefusal.UnknownPerson(revoke.person()));
        } else if (revoke.role() == Role.IT_DIRECTOR && now.isLastAdministrator(revoke.person())) {
            return refuse(new PeopleRefusal.LastAdministrator(revoke.person()));
        } else if (revoke.by().is(revoke.person())) {
            return refuse(new PeopleRefusal.SecondPersonNeeded(revoke.person()));
        }
        return now.held(revoke.person(), revoke.role()).isEmpty()
                ? Decision.Accepted.of()
                : facts(new RoleRevoked(revoke.person(), revoke.role()));
    }

    private static Decision remove(RemovePerson remove, PeopleNow now) {
        if (now.isGone(remove.person())) {
            return Decision.Accepted.of();
        } else if (!now.isThere(remove.person())) {
            return refuse(new PeopleRefusal.UnknownPerson(remove.person()));
        } else if (now.isLastAdministrator(remove.person())) {
            return refuse(new PeopleRefusal.LastAdministrator(remove.person()));
        }
        return remove.by().is(remove.person())
                ? refuse(new PeopleRefusal.SecondPersonNeeded(remove.person()))
                : facts(new PersonRemoved(remove.person()));
    }

    /** What forbids this role to this person until that day, whether new or already here. */
    private static Optional<Refusal> refusal(PersonId person, Role role, @Nullable LocalDate until, Asking by,
            PeopleNow now) {
        var reasons = new ArrayList<Refusal>();
        if (role == Role.ADAPTER) {
            reasons.add(new PeopleRefusal.NotForPeople(role));
        }
        if (now.isGone(person)) {
            reasons.add(new PeopleRefusal.WasRemoved(person));
        }
        if (by.is(person)) {
            reasons.add(new PeopleRefusal.SecondPersonNeeded(person));
        }
        if (until != null && until.isBefore(by.today())) {
            reasons.add(new PeopleRefusal.EndsBeforeItBegins(until));
        }
        return reasons.stream().findFirst();
    }

    private static Decision facts(Fact... facts) {
        return Decision.Accepted.of(facts);
    }

    private static Decision refuse(Refusal refusal) {
        return new Decision.Refused(refusal);
    }
}

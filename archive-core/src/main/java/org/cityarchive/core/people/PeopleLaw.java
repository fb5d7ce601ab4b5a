package org.cityarchive.core.people;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PeopleCommand.AddFirstPerson;
import org.cityarchive.core.people.PeopleCommand.GrantRole;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;

/** Who may act in which role. */
final class PeopleLaw implements Law<PeopleCommand, PeopleLaw.People> {

    /** The people of the boundary and their roles. */
    record People(Map<PersonId, Set<Role>> roles) {
        People with(PersonId person, Set<Role> granted) {
            var all = new HashMap<>(roles);
            var both = new HashSet<>(granted);
            both.addAll(all.getOrDefault(person, Set.of()));
            all.put(person, Set.copyOf(both));
            return new People(Map.copyOf(all));
        }
    }

    @Override
    public Boundary boundary(PeopleCommand command) {
        return new Boundary(0, List.of(switch (command) {
            case AddFirstPerson _ -> new Read(Set.of(), Set.of(PersonAdded.class, RoleGranted.class));
            case GrantRole grant -> new Read(Set.of(new Tagged("person", grant.person().toString())), Set.of());
        }));
    }

    @Override
    public People initially(PeopleCommand command) {
        return new People(Map.of());
    }

    @Override
    public People evolve(People state, Recorded<?> fact) {
        return switch (fact.fact()) {
            case PersonAdded added -> state.with(added.person(), Set.of());
            case RoleGranted granted -> state.with(granted.person(), Set.of(granted.role()));
            default -> state; // facts of other features may carry a person's tag
        };
    }

    @Override
    public Decision decide(PeopleCommand command, People now) {
        return switch (command) {
            case AddFirstPerson first when !now.roles().isEmpty() && !now.roles().containsKey(first.person()) ->
                new Decision.Refused(new PeopleRefusal.AlreadySetUp());
            case AddFirstPerson first -> grant(first.person(), first.role(), now);
            case GrantRole grant -> grant(grant.person(), grant.role(), now);
        };
    }

    private static Decision grant(PersonId person, Role role, People now) {
        if (role == Role.ADAPTER) {
            return new Decision.Refused(new PeopleRefusal.NotForPeople(role));
        }
        var facts = new ArrayList<Fact>();
        if (!now.roles().containsKey(person)) {
            facts.add(new PersonAdded(person));
        }
        if (!now.roles().getOrDefault(person, Set.of()).contains(role)) {
            facts.add(new RoleGranted(person, role));
        }
        return new Decision.Accepted(List.copyOf(facts), List.of());
    }
}

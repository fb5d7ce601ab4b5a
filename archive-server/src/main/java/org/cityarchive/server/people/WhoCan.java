package org.cityarchive.server.people;

import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.Roles;
import org.jspecify.annotations.Nullable;

/** Who can do what another may not: a refusal names them. */
public final class WhoCan {
    private static final int NAMED = 3;

    private final PeopleInRoles people;
    private final SealedNames names;

    public WhoCan(PeopleInRoles people, SealedNames names) {
        this.people = people;
        this.names = names;
    }

    /** Such as "Ruth Haugen (City Clerk)", a few of them; the roles alone where nobody is in one. */
    public String in(Set<Role> roles) {
        return in(roles, null);
    }

    /** The same without one of them: who takes the first of two steps does not take the second. */
    public String in(Set<Role> roles, @Nullable PersonId but) {
        var some = people.all().stream().filter(one -> roles.contains(one.role()) && !one.person().equals(but))
                .map(one -> names.of(one.person()).map(name -> name + " (" + Roles.title(one.role()) + ")")
                        .orElse(Roles.title(one.role())))
                .distinct().limit(NAMED).collect(Collectors.joining(", "));
        return some.isEmpty()
                ? (but == null ? "" : "Another person as ")
                        + roles.stream().map(Roles::title).sorted().collect(Collectors.joining(" or "))
                : some;
    }
}

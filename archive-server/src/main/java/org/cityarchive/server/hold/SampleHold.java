package org.cityarchive.server.hold;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;

/** A hold of the example city: a claim after the flood of March 2025, placed by its attorney; one custodian acknowledged it. */
public final class SampleHold {
    /** The same at every start, so that it is placed once. */
    public static final HoldId HOLD = new HoldId(UUID.nameUUIDFromBytes("sample hold".getBytes(StandardCharsets.UTF_8)));
    private static final String SCOPE = "(flood* OR sewage OR sandbag* OR basement OR \"lift station\") after:2025-03-01 before:2025-10-01";

    private SampleHold() {}

    /** Places it where the example city's people live and no hold was placed. */
    public static void moveIn(HoldRegister register, Holding holding, PeopleInRoles people, ZoneId zone) {
        var attorney = in(people, Role.ATTORNEY);
        var clerk = in(people, Role.CLERK);
        var communications = in(people, Role.COMMUNICATIONS_MANAGER);
        if (!register.all().isEmpty() || attorney.isEmpty() || clerk.isEmpty() || communications.isEmpty()) {
            return;
        }
        holding.place(HOLD,
                new Matter("Wu-Kowalski claim, flood of March 2025", "CL-25-014",
                        "A claim for a basement full of sewage is announced: the lift station on the low side is said to have failed.",
                        List.of(clerk.getFirst(), communications.getFirst())),
                new HoldScopes.Written(SCOPE, zone, Set.of(), Set.of()),
                new Actor(attorney.getFirst().toString(), Role.ATTORNEY));
        holding.acknowledge(HOLD, new Actor(clerk.getFirst().toString(), Role.CLERK));
    }

    private static List<PersonId> in(PeopleInRoles people, Role role) {
        return people.all().stream().filter(one -> one.role() == role).map(PeopleInRoles.InRole::person).toList();
    }
}

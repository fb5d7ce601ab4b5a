package org.cityarchive.server.security;

import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SamplePeople;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.SealedNames;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.cityarchive.server.wiring.Home;

/** What a start prints for whoever has the machine's terminal: the address, and one-time ways in. */
public final class Welcome {
    private static final String LOCAL = "local";
    private static final Duration LOCAL_LIFE = Duration.ofDays(30);

    private final People people;
    private final PeopleInRoles roles;
    private final SealedNames names;
    private final SignInCodes codes;
    private final ApiTokens tokens;
    private final City city;

    public Welcome(People people, PeopleInRoles roles, SealedNames names, SignInCodes codes, ApiTokens tokens, City city) {
        this.people = people;
        this.roles = roles;
        this.names = names;
        this.codes = codes;
        this.tokens = tokens;
        this.city = city;
    }

    /** A token for commands on this machine, in a file that only the home's owner reads; made anew at every start. */
    public void keepLocalToken(Home home) {
        Home.token(home.folder()).ifPresent(tokens::revoke); // that of another home on the same database stays
        home.keepToken(tokens.make(LOCAL, Role.IT_DIRECTOR, LOCAL_LIFE, LOCAL).secret());
    }

    /** The lines of an archive with the example city, and a way in for each of its people. */
    public List<String> sample(URI address) {
        if (people.isEmpty()) {
            SamplePeople.moveIn(people, city);
        }
        return lines(address, roles.all());
    }

    /** The lines of a city's own archive: the way to set-up, or a way in for those who administer it. */
    public List<String> own(URI address) {
        if (people.isEmpty()) {
            return List.of("City Archive runs at " + address, "It is empty. Set it up here, once, in this code's lifetime:",
                    "  " + address + "/set-up?code=" + codes.make(new SetUp()));
        }
        return lines(address, roles.all().stream().filter(person -> person.role() == Role.IT_DIRECTOR).toList());
    }

    private List<String> lines(URI address, List<InRole> persons) {
        var lines = new ArrayList<String>();
        lines.add("City Archive runs at " + address);
        lines.add("One-time sign-in, each good for one session:");
        for (var person : persons) {
            var who = names.of(person.person()).orElse("a person without a name") + ", " + Roles.title(person.role());
            lines.add("  %-42s %s/sign-in?code=%s".formatted(who, address,
                    codes.make(new PersonsSession(person.person(), person.role()))));
        }
        return List.copyOf(lines);
    }
}

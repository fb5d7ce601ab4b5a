package org.cityarchive.server.security;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AccountRegister.State;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.home.GoingLive;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.policy.ProfileInForce;

/** The way from an empty archive to one that is relied on: one next step at a time, each ticked by what has happened. */
final class SetUpSteps implements GoingLive {
    private final PeopleInRoles people;
    private final Passwords passwords;
    private final SecondFactor secondFactor;
    private final ProfileInForce profiles;
    private final AccountRegister accounts;
    private final ImportJobs imports;
    private final DoorSettings doors;

    SetUpSteps(PeopleInRoles people, Passwords passwords, SecondFactor secondFactor, ProfileInForce profiles,
            AccountRegister accounts,
            ImportJobs imports, DoorSettings doors) {
        this.people = people;
        this.passwords = passwords;
        this.secondFactor = secondFactor;
        this.profiles = profiles;
        this.accounts = accounts;
        this.imports = imports;
        this.doors = doors;
    }

    @Override
    public List<Step> steps() {
        var all = people.all();
        var administrators = all.stream().filter(one -> one.role() == Role.IT_DIRECTOR).map(InRole::person).toList();
        var roles = all.stream().map(InRole::role).collect(Collectors.toSet());
        var register = accounts.all();
        var steps = new ArrayList<Step>();
        if (doors.local()) { // where only the city's sign-in opens the door, it asks for these
            steps.add(new Step("Every IT Director has a password", !administrators.isEmpty()
                    && administrators.stream().allMatch(passwords::has), "/sign-in/first"));
            steps.add(new Step("Every IT Director has a second factor", !administrators.isEmpty()
                    && administrators.stream().allMatch(secondFactor::isOn), "/people/me"));
        }
        steps.add(new Step("The city's profile chosen", profiles.chosen().isPresent(), "/people/city"));
        steps.add(new Step("A city clerk can sign in", roles.contains(Role.CLERK), "/people"));
        steps.add(new Step("First account in the register", !register.isEmpty(), "/account"));
        steps.add(new Step("First file imported", imports.count() > 0, "/capture/imports"));
        steps.add(new Step("Every account confirmed by a person", !register.isEmpty()
                && register.stream().noneMatch(account -> account.state() == State.AWAITED), "/account?state=awaited"));
        steps.add(new Step("A city attorney can sign in", roles.contains(Role.ATTORNEY), "/people"));
        steps.add(new Step("An auditor can sign in", roles.contains(Role.AUDITOR), "/people"));
        return List.copyOf(steps);
    }
}

package org.cityarchive.server.home;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AccountRegister.State;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.people.PeopleInRoles;

/** The way from an empty archive to one that is relied on, as far as imports and people go. */
final class FirstSteps implements GoingLive {
    private final ImportJobs imports;
    private final AccountRegister accounts;
    private final PeopleInRoles people;

    FirstSteps(ImportJobs imports, AccountRegister accounts, PeopleInRoles people) {
        this.imports = imports;
        this.accounts = accounts;
        this.people = people;
    }

    @Override
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        var all = accounts.all();
        steps.add(new Step("First account in the register", !all.isEmpty(), "/account"));
        steps.add(new Step("First file imported", imports.count() > 0, "/capture/imports"));
        steps.add(new Step("Every account confirmed by a person", !all.isEmpty()
                && all.stream().noneMatch(account -> account.state() == State.AWAITED), "/account?state=awaited"));
        var roles = people.all().stream().map(PeopleInRoles.InRole::role).collect(Collectors.toSet());
        steps.add(new Step("A city clerk can sign in", roles.contains(Role.CLERK), "/people"));
        steps.add(new Step("A city attorney can sign in", roles.contains(Role.ATTORNEY), "/people"));
        steps.add(new Step("An auditor can sign in", roles.contains(Role.AUDITOR), "/people"));
        return steps;
    }
}

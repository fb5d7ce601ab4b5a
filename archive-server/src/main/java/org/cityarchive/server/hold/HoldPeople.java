package org.cityarchive.server.hold;

import java.util.Objects;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.security.Roles;

/** Who has to do with a hold: custodians, those who may read matters, and those who confirm a release. */
final class HoldPeople {
    /** Who may read what a hold is about; its custodians may besides. */
    private static final Set<Role> READERS = Set
            .copyOf(EnumSet.of(Role.ATTORNEY, Role.CLERK, Role.MANAGER, Role.AUDITOR));

    private final PeopleInRoles people;
    private final SealedNames names;
    private final SealedMail mails;
    private final ProfileInForce profile;
    private final HoldWords words;
    private final Holding holding;

    HoldPeople(PeopleInRoles people, SealedNames names, SealedMail mails, ProfileInForce profile, HoldWords words,
            Holding holding) {
        this.people = people;
        this.names = names;
        this.mails = mails;
        this.profile = profile;
        this.words = words;
        this.holding = holding;
    }

    /** A person who can be told. */
    record Told(PersonId person, String name, String role, boolean hasMail, boolean chosen) {}

    /** The custodians of a hold: those named when it was placed, and those added with a later scope. */
    List<PersonId> custodians(HoldStanding hold) {
        var all = new LinkedHashSet<PersonId>(Matter.of(words.of(hold.words())).custodians());
        hold.scopes().stream().map(HoldStanding.Scope::words).filter(Objects::nonNull)
                .forEach(id -> all.addAll(Matter.of(words.of(id)).custodians()));
        return List.copyOf(all);
    }

    /** Those who may confirm a release that this person proposed. */
    List<PersonId> confirm(PersonId proposer) {
        return people.all().stream().filter(one -> one.role() == secondRole() && !one.person().equals(proposer))
                .map(InRole::person).distinct().toList();
    }

    /** Such as "Ellen Tafoya (City Manager)"; the role alone where nobody else is in it. */
    String whoConfirms(PersonId proposer) {
        var named = confirm(proposer).stream().map(person -> name(person) + " (" + Roles.title(secondRole()) + ")")
                .collect(Collectors.joining(", "));
        return named.isEmpty() ? "Another person as " + Roles.title(secondRole()) : named;
    }

    /** The role that confirms a release, as the city's profile has it now. */
    Role secondRole() {
        return profile.now().holdReleaseConfirmedBy();
    }

    /** Days between a release and a destruction, as the city's profile has them now. */
    int coolingOffDays() {
        return profile.now().coolingOffDays();
    }

    boolean mayRead(Actor actor, Collection<PersonId> custodians) {
        return READERS.contains(actor.role()) || custodians.contains(holding.person(actor));
    }

    boolean isCustodian(Actor actor, Collection<PersonId> custodians) {
        return custodians.contains(holding.person(actor));
    }

    PersonId person(Actor actor) {
        return holding.person(actor);
    }

    /** Everyone who works here, to be chosen from. */
    List<Told> all(Collection<PersonId> chosen) {
        var all = new ArrayList<Told>();
        var seen = new LinkedHashSet<PersonId>();
        for (var one : people.all()) {
            if (one.role() != Role.ADAPTER && seen.add(one.person())) {
                all.add(new Told(one.person(), name(one.person()), Roles.title(one.role()), mails.of(one.person()).isPresent(),
                        chosen.contains(one.person())));
            }
        }
        return List.copyOf(all);
    }

    String name(PersonId person) {
        return names.of(person).orElse("a person whose name is not kept");
    }

    Map<PersonId, String> names() {
        return names.all();
    }

    /** Such as "City Clerk"; empty where the person is in no role any more. */
    String role(PersonId person) {
        return people.of(person).stream().filter(one -> one.isHeld(today())).map(one -> Roles.title(one.role())).findFirst()
                .orElse("");
    }

    /** Where a person gets mail; empty: none is known, or the person may not act here any more. */
    Optional<String> address(PersonId person) {
        return role(person).isEmpty() ? Optional.empty() : mails.of(person);
    }

    boolean isHere(PersonId person) {
        return !role(person).isEmpty();
    }

    LocalDate today() {
        return holding.today();
    }
}

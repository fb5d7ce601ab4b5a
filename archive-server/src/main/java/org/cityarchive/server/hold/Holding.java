package org.cityarchive.server.hold;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.hold.HoldCommand;
import org.cityarchive.core.hold.HoldCommand.AcknowledgeHold;
import org.cityarchive.core.hold.HoldCommand.ChangeScope;
import org.cityarchive.core.hold.HoldCommand.ConfirmRelease;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldCommand.ProposeRelease;
import org.cityarchive.core.hold.HoldCommand.WithdrawRelease;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.hold.HoldRefusal;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.Refused;

/** Places, changes and releases holds; when it returns, it is in force and the register of holds shows it. */
public final class Holding {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Archive archive;
    private final Projections projections;
    private final HoldWords words;
    private final HoldScopes scopes;
    private final ActingPeople people;
    private final City city;
    private final Clock clock;

    Holding(Archive archive, Projections projections, HoldWords words, HoldScopes scopes, ActingPeople people, City city,
            Clock clock) {
        this.archive = archive;
        this.projections = projections;
        this.words = words;
        this.scopes = scopes;
        this.people = people;
        this.city = city;
        this.clock = clock;
    }

    /**
     * Places a hold: it binds from the commit. Placed already under this id, it changes nothing.
     *
     * @throws Refused the law says no
     */
    public void place(HoldId hold, Matter matter, HoldScopes.Written scope, Actor by) {
        attorneys(by);
        send(new PlaceHold(hold, words.keep(matter.words()), scopes.keep(scope), acting(by)), by);
    }

    /**
     * Why and how a scope changes.
     *
     * @param id by which a change that comes again is known
     * @param custodians who is told besides
     * @param narrowed numbers of scopes whose release is proposed with it
     */
    record Change(UUID id, String reason, List<PersonId> custodians, List<Integer> narrowed) {}

    /** Lets one more scope bind, and asks in the same commit for the release of others where it narrows. */
    void changeScope(HoldId hold, HoldScopes.Written scope, Change change, Actor by) {
        attorneys(by);
        if (!change.narrowed().isEmpty()) {
            people.requirePerson(by);
        }
        var why = words.keep(Map.of("reason", change.reason(), "custodians", Matter.spelled(change.custodians()), "change",
                change.id().toString()));
        var narrowing = change.narrowed().isEmpty()
                ? null
                : new HoldCommand.Narrowing(UUID.randomUUID(), change.narrowed(), words.keep(Map.of("reason", change.reason())));
        send(new ChangeScope(hold, scopes.keep(scope), why, narrowing, acting(by)), by);
    }

    public void acknowledge(HoldId hold, Actor by) {
        send(new AcknowledgeHold(hold, acting(by)), by);
    }

    /** @param numbers of scopes; none: all that bind */
    void propose(HoldId hold, UUID proposal, List<Integer> numbers, String reason, Actor by) {
        attorneys(by);
        people.requirePerson(by);
        send(new ProposeRelease(hold, proposal, numbers, words.keep(Map.of("reason", reason)), acting(by)), by);
    }

    void withdraw(HoldId hold, UUID proposal, Actor by) {
        send(new WithdrawRelease(hold, proposal, acting(by)), by);
    }

    void release(HoldId hold, UUID proposal, Actor by) {
        people.requirePerson(by);
        send(new ConfirmRelease(hold, proposal, acting(by)), by);
    }

    /** Words that the law will not take are not kept either. */
    static void attorneys(Actor by) {
        if (by.role() != Role.ATTORNEY) {
            throw new Refused(new HoldRefusal.NotInThisRole(by.role(), Role.ATTORNEY));
        }
    }

    /** Who acts, as a person: two tokens of one person are one person, who takes no two steps. */
    PersonId person(Actor by) {
        return people.of(by).person();
    }

    /** The city's day. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), city.zone());
    }

    private Acting acting(Actor by) {
        return new Acting(person(by), by.role(), today());
    }

    private void send(HoldCommand command, Actor by) {
        var sent = archive.send(command, new Attribution(by.id(), by.role().word(), UUID.randomUUID().toString(), null,
                city.zone().getId()));
        switch (sent.decision()) {
            case Decision.Refused refused -> throw new Refused(refused.refusal());
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted _ -> {
            }
        }
        if (!projections.awaitPosition(HoldRegister.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the register of holds is behind");
        }
    }
}

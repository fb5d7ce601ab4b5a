package org.cityarchive.server.people;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.people.PeoplePages.Typed;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People over the API: who they are, in which roles, and the acts of who administers. A repeat changes nothing more. */
@RestController
@RequestMapping("/api/v1/people")
final class PeopleController {
    private final PeopleInRoles roles;
    private final SealedNames names;
    private final People people;
    private final Joining joining;

    PeopleController(PeopleInRoles roles, SealedNames names, People people, Joining joining) {
        this.roles = roles;
        this.names = names;
        this.people = people;
        this.joining = joining;
    }

    /** @param person an id of the caller's own, so that a repeat adds nobody twice; null: a new one is made */
    record Wanted(@Nullable UUID person, @Nullable String name, @Nullable String mail, @Nullable String role,
            @Nullable String until) {}

    record WantedRole(@Nullable String role, @Nullable String until) {}

    /** @param until last day; null: no end */
    record ShownRole(String role, Instant since, @Nullable LocalDate until, @Nullable Instant endedAt, boolean held) {}

    record Shown(UUID id, String name, Instant addedAt, @Nullable Instant removedAt, List<ShownRole> roles) {}

    /** @param invitation a link that works once; only in the answer that makes it */
    record Added(UUID id, URI invitation, String mailed) {}

    @GetMapping
    Page<Shown> all(Parameters asked) {
        asked.only("limit", "cursor");
        return Page.of(roles.persons().stream().map(this::shown).toList(), person -> person.id().toString(), asked);
    }

    @GetMapping("/{id}")
    Shown one(@PathVariable String id) {
        return roles.person(person(id)).map(this::shown).orElseThrow(() -> new NoSuch("No person has this id."));
    }

    @PostMapping
    ResponseEntity<Added> add(@RequestBody Wanted wanted, Actor by) {
        var person = new PersonId(wanted.person() == null ? UUID.randomUUID() : wanted.person());
        var made = joining.join(person,
                new Typed("", text(wanted.name()), text(wanted.mail()), text(wanted.role()), text(wanted.until())), by);
        return ResponseEntity.created(URI.create("/api/v1/people/" + person))
                .body(new Added(person.value(), made.link(), made.words()));
    }

    @PostMapping("/{id}/roles")
    Shown grant(@PathVariable String id, @RequestBody WantedRole wanted, Actor by) {
        people.grant(person(id), PersonForm.role(wanted.role()), PersonForm.until(wanted.until()), by);
        return one(id);
    }

    @DeleteMapping("/{id}/roles/{role}")
    ResponseEntity<Void> revoke(@PathVariable String id, @PathVariable String role, Actor by) {
        people.revoke(person(id), PersonForm.role(role), by);
        return ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> remove(@PathVariable String id, Actor by) {
        people.remove(person(id), by);
        return ResponseEntity.noContent().build();
    }

    private Shown shown(PeopleInRoles.Known known) {
        return new Shown(known.person().value(), names.of(known.person()).orElse(""), known.addedAt(), known.removedAt(),
                roles.of(known.person()).stream().map(this::shown).toList());
    }

    private ShownRole shown(InRole held) {
        return new ShownRole(held.role().word(), held.since(), held.lastDay(), held.endedAt(), held.isHeld(roles.today()));
    }

    private static PersonId person(String id) {
        return new PersonId(Parameters.id("id", id));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}

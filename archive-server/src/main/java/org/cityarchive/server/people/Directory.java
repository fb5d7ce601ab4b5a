package org.cityarchive.server.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.people.PeopleInRoles.Known;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.security.Sessions;
import org.jspecify.annotations.Nullable;

/** Who is who here, by name? */
final class Directory {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private final PeopleInRoles roles;
    private final SealedNames names;
    private final SealedMail mails;
    private final Sessions sessions;
    private final ApiTokens tokens;

    Directory(PeopleInRoles roles, SealedNames names, SealedMail mails, Sessions sessions, ApiTokens tokens) {
        this.roles = roles;
        this.names = names;
        this.mails = mails;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** A person in one role, as a row of the list; one never seen has no time of it. */
    record Row(PersonId person, String name, String role, Instant since, String until, PersonMark mark, @Nullable Instant seen) {}

    /** A person who may not act now. */
    record Without(PersonId person, String name, PersonMark mark, @Nullable Instant removedAt) {}

    /** A role somebody has or had, as a row. */
    record Held(Role role, String title, Instant since, String by, String until, boolean held, PersonMark mark,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    /** One person. */
    record Person(PersonId id, String name, @Nullable String mail, boolean mailConfirmed, PersonMark mark, Known known,
            List<Held> roles,
            @Nullable Instant seen) {
        /** Whether the person was removed. */
        public boolean isGone() {
            return known.removedAt() != null;
        }
    }

    /** A day as people read it; no day is no end. */
    static String until(@Nullable LocalDate day) {
        return day == null ? "no end" : DAY.format(day);
    }

    LocalDate today() {
        return roles.today();
    }

    /**
     * What the tabs over the lists count.
     *
     * @param people who may act now, each once
     * @param tokens that are good now
     */
    record Counts(long people, long tokens) {}

    /** As the lists show them now. */
    public Counts counts() {
        return new Counts(roles.all().stream().map(InRole::person).distinct().count(), tokens.good());
    }

    /** By role, then by name; now, or as it stood at the end of a past day. */
    List<Row> rows(@Nullable LocalDate day) {
        var seen = sessions.lastSeen();
        var known = roles.persons().stream().collect(Collectors.toMap(Known::person, person -> person));
        return (day == null ? roles.all() : roles.on(day)).stream()
                .sorted(Comparator.comparing(InRole::role).thenComparing(held -> name(held.person()),
                        String.CASE_INSENSITIVE_ORDER))
                .map(held -> row(held, known, seen)).toList();
    }

    private Row row(InRole held, Map<PersonId, Known> known, Map<PersonId, Instant> seen) {
        var soon = PersonMark.of(held, roles.today());
        var here = Optional.ofNullable(known.get(held.person())).map(p -> PersonMark.of(p, true, seen.get(held.person())))
                .orElse(soon);
        return new Row(held.person(), name(held.person()), Roles.title(held.role()), held.since(), until(held.lastDay()),
                "amber".equals(soon.tone()) ? soon : here, seen.get(held.person()));
    }

    /** Who was removed, or has no role now; last gone first. */
    List<Without> without() {
        var acting = roles.all().stream().map(InRole::person).collect(Collectors.toCollection(HashSet::new));
        return roles.persons().reversed().stream().filter(person -> !acting.contains(person.person()))
                .map(person -> new Without(person.person(), name(person.person()), PersonMark.of(person, false, null),
                        person.removedAt()))
                .toList();
    }

    Optional<Person> person(PersonId id) {
        var seen = sessions.lastSeen().get(id);
        return roles.person(id).map(known -> {
            var all = roles.of(id);
            return new Person(id, name(id), mails.of(id).orElse(null), mails.isConfirmed(id),
                    PersonMark.of(known, all.stream().anyMatch(held -> held.isHeld(roles.today())), seen), known,
                    all.stream().map(this::held).toList(), seen);
        });
    }

    private Held held(InRole held) {
        var ended = held.endedBy();
        return new Held(held.role(), Roles.title(held.role()), held.since(), actor(held.by()), until(held.lastDay()),
                held.isHeld(roles.today()), PersonMark.of(held, roles.today()), held.endedAt(),
                ended == null ? null : actor(ended));
    }

    /** Who acts, in words. */
    String actor(String id) {
        var behind = tokens.personBehind(id);
        if (behind.matches("[0-9a-f-]{36}")) {
            return name(new PersonId(UUID.fromString(behind))) + (behind.equals(id) ? "" : ", by token");
        }
        return switch (behind) {
            case "shell" -> "the server's shell";
            case "local" -> "this machine";
            default -> "the archive";
        };
    }

    /** Who administers now, by name: who can do what others may not. */
    String administrators() {
        return roles.all().stream().filter(held -> held.role() == Role.IT_DIRECTOR).map(held -> name(held.person())).distinct()
                .collect(Collectors.joining(" or "));
    }

    private String name(PersonId person) {
        return names.of(person).orElse("a person without a name");
    }
}

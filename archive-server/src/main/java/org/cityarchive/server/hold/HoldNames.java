package org.cityarchive.server.hold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.RefusalNames;

/**
 * What people call holds: by number, such as H-3, and by matter or reference where who asks may read it. A matter that one may not read is
 * as unknown as one that is not there.
 */
public final class HoldNames implements RefusalNames {
    private static final int NEAR = 5;

    private final JdbcClient sql;
    private final HoldRegister register;
    private final HoldWords words;
    private final HoldPeople people;

    HoldNames(DataSource database, HoldRegister register, HoldWords words, HoldPeople people) {
        this.sql = JdbcClient.create(database);
        this.register = register;
        this.words = words;
        this.people = people;
    }

    /** The holds that are called so: none, one, or those of one matter. */
    public Set<UUID> of(String called) {
        var typed = folded(called);
        if (typed.matches("h-[0-9]{1,9}")) {
            return Set.copyOf(sql.sql("select hold from hold_standing where number = ?").param(Long.valueOf(typed.substring(2)))
                    .query((row, _) -> row.getObject(1, UUID.class)).list());
        }
        return register.all().stream().filter(hold -> names(hold).contains(typed)).map(hold -> hold.id().value())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Optional<String> hold(Refusal refusal) {
        var id = refusal.values().get("hold");
        return id == null
                ? Optional.empty()
                : register.all().stream().filter(hold -> hold.id().toString().equals(id)).findFirst().map(this::shown);
    }

    private String shown(HoldStanding hold) {
        return mayRead(hold) ? hold.name() + " “" + matter(hold).name() + "”" : hold.name();
    }

    /** Some that are there, those first that hold what was typed. */
    public List<String> near(String called) {
        var typed = folded(called);
        var near = new ArrayList<String>();
        var rest = new ArrayList<String>();
        for (var hold : register.all()) {
            var names = names(hold);
            (names.stream().anyMatch(name -> name.contains(typed)) ? near : rest)
                    .add(names.isEmpty() ? hold.name() : hold.name() + " “" + matter(hold).name() + "”");
        }
        near.addAll(rest);
        return List.copyOf(near.subList(0, Math.min(NEAR, near.size())));
    }

    private List<String> names(HoldStanding hold) {
        if (!mayRead(hold)) {
            return List.of();
        }
        var matter = matter(hold);
        return List.of(matter.name(), matter.reference()).stream().map(HoldNames::folded).filter(name -> !name.isEmpty())
                .toList();
    }

    private Matter matter(HoldStanding hold) {
        return Matter.of(words.of(hold.words()));
    }

    /** What the archive goes on with by itself was asked for by somebody who might. */
    private boolean mayRead(HoldStanding hold) {
        var signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null || !(signedIn.getPrincipal() instanceof Actor actor)
                || people.mayRead(actor, people.custodians(hold));
    }

    private static String folded(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}

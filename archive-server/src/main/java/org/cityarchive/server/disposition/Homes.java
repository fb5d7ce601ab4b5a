package org.cityarchive.server.disposition;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.core.disposition.HomeCommand;
import org.cityarchive.core.disposition.HomeCommand.StrikeHome;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** The homes that clear themselves of what is destroyed, and a person's word that one of them is lost (EVIDENCE.md §6.2). */
final class Homes {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SILENT = HomeCommand.SILENT;

    private final StruckHomes homes;
    private final Archive archive;
    private final DispositionWords words;
    private final ActingPeople people;
    private final ActorNames names;
    private final Projections projections;

    Homes(StruckHomes homes, Archive archive, DispositionWords words, ActingPeople people, ActorNames names,
            Projections projections) {
        this.homes = homes;
        this.archive = archive;
        this.words = words;
        this.people = people;
        this.names = names;
        this.projections = projections;
    }

    /**
     * A home, as it stands with what was destroyed.
     *
     * @param place machine and folder
     * @param state clear, clearing, or struck-off
     * @param left destroyed records of which it has not cleared itself
     * @param silent whether nothing was seen of it for so long that it can be struck off
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(UUID id, String place, Instant startedAt, Instant seenAt, String state, long left, boolean silent,
            @Nullable StruckOff struckOff) {}

    /** By whom, in which role, when and why it was struck off. */
    record StruckOff(Instant at, String by, String role, String reason) {}

    /** All of this database, by place. */
    List<Shown> all() {
        var known = names.now();
        return homes.all().stream().map(one -> new Shown(one.home(), one.place(), one.startedAt(), one.seenAt(),
                one.struck().isPresent() ? "struck-off" : one.left() == 0 ? "clear" : "clearing", one.left(),
                one.silent() >= SILENT.toSeconds(),
                one.struck().map(struck -> struckOff(struck, known)).orElse(null))).toList();
    }

    private StruckOff struckOff(StruckHomes.Struck one, ActorNames.Known known) {
        var person = one.by().toString();
        return new StruckOff(one.at(), known.of(person), known.role(person, one.role()),
                words.of(one.words()).getOrDefault("reason", ""));
    }

    /**
     * Strikes a home off: no destruction waits for it any more, until it starts again.
     *
     * @throws Refused another role says so, or it runs
     */
    Shown strike(UUID home, String reason, Actor by) {
        var one = homes.all().stream().filter(known -> known.home().equals(home)).findFirst()
                .orElseThrow(() -> new NoSuch("No home of this archive has this id."));
        var sent = archive.send(new StrikeHome(home, one.startedAt().truncatedTo(ChronoUnit.MILLIS),
                Duration.ofSeconds(Math.max(0, one.silent())), words.keep(Map.of("reason", reason)), people.of(by)),
                people.attribution(by));
        switch (sent.decision()) {
            case Decision.Refused(var refusal) -> throw new Refused(refusal);
            case Decision.Outdated outdated -> throw new Failure.StoreBusy(outdated.what());
            case Decision.Accepted _ -> {
            }
        }
        if (!projections.awaitPosition(StruckHomes.NAME, sent.position(), PATIENCE)) {
            throw new Failure.StoreBusy("the list of homes is behind");
        }
        return all().stream().filter(shown -> shown.id().equals(home)).findFirst().orElseThrow();
    }
}

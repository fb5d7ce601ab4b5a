package org.cityarchive.server.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.cityarchive.core.law.Failure;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.store.Projections.Standing;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Read models and the index are made anew from the facts; the answer comes when they have read all that was there. */
@RestController
@RequestMapping("/api/v1/rebuilds")
public final class RebuildController {
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Projections projections;
    private final RecordsIndexed index;
    private final FactReader facts;
    private final ReentrantLock one = new ReentrantLock();

    public RebuildController(Projections projections, RecordsIndexed index, FactReader facts) {
        this.projections = projections;
        this.index = index;
        this.facts = facts;
    }

    /** @param models their names; none: all */
    record Wanted(@Nullable List<String> models) {}

    /**
     * A model made anew.
     *
     * @param position the last position it has read
     * @param stopped the position of a fact that it cannot read, where it stopped again
     */
    record Rebuilt(String name, long position, @Nullable Long stopped) {}

    @PostMapping
    Page<Rebuilt> rebuild(@RequestBody Wanted wanted) {
        var models = models(wanted.models() == null ? List.of() : wanted.models());
        if (!one.tryLock()) {
            throw new Failure.StoreBusy("another rebuild runs");
        }
        try {
            return Page.whole(models.stream().map(this::rebuilt).toList());
        } finally {
            one.unlock();
        }
    }

    /** The index comes last: what it writes it asks of the others. */
    private List<String> models(List<String> asked) {
        var all = new ArrayList<>(projections.standings().stream().map(Standing::name).toList());
        for (var name : asked) {
            if (!all.contains(name)) {
                throw new BadParameter("models", "There is no model \"" + name + "\"; there are " + String.join(", ", all) + ".");
            }
        }
        var models = new LinkedHashSet<>(asked.isEmpty() ? all : asked);
        if (models.remove(RecordsIndexed.NAME)) {
            models.add(RecordsIndexed.NAME);
        }
        return List.copyOf(models);
    }

    private Rebuilt rebuilt(String name) {
        long head = facts.head();
        if (name.equals(RecordsIndexed.NAME)) {
            index.rebuild(); // beside the one in use, which goes on answering
            projections.retry(name);
        } else {
            projections.reset(name);
        }
        while (!projections.awaitPosition(name, head, LOOK) && standing(name).stopped() == null) {
            // a long history takes its time
        }
        var standing = standing(name);
        return new Rebuilt(name, standing.position(),
                standing.stopped() == null ? null : Long.valueOf(standing.stopped().position()));
    }

    private Standing standing(String name) {
        return projections.standings().stream().filter(standing -> standing.name().equals(name)).findFirst().orElseThrow();
    }
}

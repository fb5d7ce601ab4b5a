package org.cityarchive.server.disposition;

import java.util.List;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.core.people.Actor;

/** Destroyed records that were seen again, on the clerk's home page. */
final class ReturnWatch implements Watch {
    private final Returns returns;

    ReturnWatch(Returns returns) {
        this.returns = returns;
    }

    @Override
    public String what() {
        return "destroyed records that were seen again";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        if (actor.role() != Role.CLERK) {
            return List.of();
        }
        var waiting = returns.waiting();
        return waiting.isEmpty()
                ? List.of()
                : List.of(new NeedsYou(Alarm.LAW, waiting.size(), "arrow-counterclockwise",
                        waiting.size() == 1 ? "Destroyed record was seen again" : "Destroyed records were seen again",
                        "What came is sealed and nobody's to read until you keep it as a record, or destroy it.", null, "Decide",
                        "/record/" + waiting.getFirst()));
    }
}

package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.retention.Schedules.Shown;
import org.cityarchive.server.retention.Schedules.Standing;

/** What of retention waits for a second person: schedules that were proposed, and series that somebody read (LAW.md C.1, C.9). */
final class RetentionWatch implements Watch {
    private static final int NAMED = 3;

    private final Schedules schedules;
    private final Settlers settlers;

    RetentionWatch(Schedules schedules, Settlers settlers) {
        this.schedules = schedules;
        this.settlers = settlers;
    }

    /** A series that somebody read, with its page. */
    private record Read(String code, String href) {}

    @Override
    public String what() {
        return "retention";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        if (!Settlers.SCHEDULES.contains(actor.role())) {
            return List.of();
        }
        var me = settlers.me(actor);
        var all = schedules.all(settlers.acts().today());
        var needs = new ArrayList<NeedsYou>();
        var proposed = all.stream().filter(one -> one.standing() == Standing.PROPOSED && !one.drafter().toString().equals(me))
                .toList();
        if (!proposed.isEmpty()) {
            needs.add(new NeedsYou(Alarm.LAW, proposed.size(), "journal-check",
                    proposed.size() == 1 ? "Schedule to adopt" : "Schedules to adopt",
                    proposed.stream().limit(NAMED).map(Shown::name).collect(Collectors.joining(", "))
                            + ". Another person drafted it; nothing changes before a second one adopts it.",
                    null, "Look at it", "/retention/schedules/" + proposed.getFirst().id()));
        }
        var read = all.stream().filter(one -> !one.isDraft() && one.standing() != Standing.BEFORE)
                .flatMap(one -> read(one, me).stream()).toList();
        if (!read.isEmpty()) {
            needs.add(new NeedsYou(Alarm.WORK, read.size(), "book",
                    read.size() == 1 ? "Series to confirm" : "Series to confirm, one by one",
                    read.stream().limit(NAMED).map(Read::code).collect(Collectors.joining(", "))
                            + ": another person read where it stands in the state’s schedule.",
                    null, "Confirm", read.getFirst().href()));
        }
        return needs;
    }

    /** Series of an adopted schedule that another person read and nobody confirmed. */
    private static List<Read> read(Shown one, String me) {
        return one.lines().stream().filter(line -> {
            var vouched = one.vouched(line);
            return vouched != null && !vouched.isConfirmed() && !vouched.reader().toString().equals(me);
        }).map(line -> new Read(line.code(), "/retention/series/" + one.id() + "/" + line.code())).toList();
    }
}

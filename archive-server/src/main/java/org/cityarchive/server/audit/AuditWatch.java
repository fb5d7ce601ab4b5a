package org.cityarchive.server.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;

/** The last audit on the home page: what it found, and that none has come for too long. */
final class AuditWatch implements Watch {
    private static final Set<Role> TOLD = Set.of(Role.IT_DIRECTOR, Role.AUDITOR, Role.CLERK, Role.ATTORNEY);
    /** A day, and the night in which the next one runs. */
    private static final Duration OVERDUE = Duration.ofHours(36);

    private final AuditRuns runs;
    private final CityTimes times;
    private final Positions positions;
    private final boolean nightly;

    /** @param nightly whether one is to come each night */
    AuditWatch(AuditRuns runs, CityTimes times, Positions positions, boolean nightly) {
        this.runs = runs;
        this.times = times;
        this.positions = positions;
        this.nightly = nightly;
    }

    @Override
    public String what() {
        return "the last audit";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        if (!TOLD.contains(actor.role())) {
            return List.of();
        }
        var rows = new ArrayList<NeedsYou>();
        var last = runs.latest();
        last.filter(audit -> audit.differences() > 0).ifPresent(audit -> rows.add(found(audit)));
        var since = last.map(AuditState::finishedAt).orElseGet(() -> positions.instant(1));
        if (nightly && positions.head().position() > 0 && since != null && isOverdue(since)) {
            rows.add(overdue(since, last.isEmpty()).ifTheirs(Grants.AUDITORS.contains(actor.role())));
        }
        return rows;
    }

    private boolean isOverdue(Instant since) {
        return since.plus(OVERDUE).isBefore(times.now());
    }

    private NeedsYou found(AuditState audit) {
        long count = audit.differences();
        var finished = audit.finishedAt();
        return new NeedsYou(Alarm.LAW, count, "patch-exclamation", count == 1 ? "Thing differs" : "Things differ",
                "The last audit compared facts, log, vault, lists and index, and named what does not agree.",
                finished == null ? null : times.minute(finished), "See what differs", "/evidence/audits/" + audit.id());
    }

    private NeedsYou overdue(Instant since, boolean never) {
        return new NeedsYou(Alarm.CLOCK, 1, "patch-question", "Audit overdue",
                never
                        ? "Nothing was ever compared. One is to run each night."
                        : "The last one ended " + times.minute(since) + ". One is to run each night.",
                CityTimes.length(Duration.between(since, times.now())), "Run an audit", "/evidence");
    }
}

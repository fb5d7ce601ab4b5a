package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;

/** Batches that wait for somebody: to be approved, to be looked at, to be carried out. */
final class DispositionWatch implements Watch {
    private final DispositionBatches batches;
    private final BatchModel pages;

    DispositionWatch(DispositionBatches batches, BatchModel pages) {
        this.batches = batches;
        this.pages = pages;
    }

    @Override
    public String what() {
        return "dispositions";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var rows = new ArrayList<NeedsYou>();
        var all = batches.all();
        if (actor.role() == pages.approver()) {
            add(rows, all, Batch.Stage.APPROVAL, Alarm.LAW, "clipboard-check", "to approve",
                    "Lists of records whose period is over; nothing goes before a second person agrees.", "Approve");
        }
        if (actor.role() == Role.CLERK) {
            add(rows, all, Batch.Stage.REVIEW, Alarm.WORK, "list-check", "to look at",
                    "Each record of a list is looked at before it is proposed.", "Look at them");
            add(rows, all, Batch.Stage.EXECUTION, Alarm.WORK, "hourglass-bottom", "may be carried out",
                    "Approved, and their day has come.", "See the batch");
        }
        return List.copyOf(rows);
    }

    private void add(List<NeedsYou> rows, List<Batch> all, Batch.Stage stage, Alarm alarm, String icon, String what,
            String sentence, String act) {
        var some = all.stream().filter(batch -> batch.stage(pages.today()) == stage).toList();
        if (!some.isEmpty()) {
            var names = String.join(", ", some.stream().limit(3).map(Batch::name).toList());
            var href = some.size() > 1
                    ? "/disposition/batches"
                    : "/disposition/batches/" + some.getFirst().disposition()
                            + (stage == Batch.Stage.APPROVAL ? "/approval" : "");
            rows.add(new NeedsYou(alarm, some.size(), icon, (some.size() == 1 ? "Batch " : "Batches ") + what,
                    names + ". " + sentence, null, act, href));
        }
    }
}

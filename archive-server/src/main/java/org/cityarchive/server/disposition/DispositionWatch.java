package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;

/** What waits for somebody: batches to be approved, looked at, carried out, and records that are due. */
final class DispositionWatch implements Watch {
    private final DispositionBatches batches;
    private final BatchModel pages;
    private final DueList due;

    DispositionWatch(DispositionBatches batches, BatchModel pages, DueList due) {
        this.batches = batches;
        this.pages = pages;
        this.due = due;
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
                    "Records whose period is over; nothing goes before a second person agrees.", "Approve");
        }
        if (actor.role() == Role.CLERK) {
            add(rows, all, Batch.Stage.REVIEW, Alarm.WORK, "list-check", "to look at",
                    "Each record of a list is looked at before it is proposed.", "Look at them");
            add(rows, all, Batch.Stage.EXECUTION, Alarm.WORK, "hourglass-bottom", "may be carried out",
                    "Approved, and the day has come.", "See the batch");
            due(rows);
        }
        return List.copyOf(rows);
    }

    private void due(List<NeedsYou> rows) {
        long count = due.bar(DueList.Wanted.on(pages.today()).onlyDue()).due();
        if (count > 0) {
            rows.add(new NeedsYou(Alarm.WORK, count, "hourglass-bottom", count == 1 ? "Record is due" : "Records are due",
                    "Past their period today, and nothing stands in the way. Nothing goes before a second person agrees.", null,
                    "See them", "/disposition?reason=due"));
        }
    }

    private void add(List<NeedsYou> rows, List<Batch> all, Batch.Stage stage, Alarm alarm, String icon, String what,
            String sentence, String act) {
        var some = all.stream().filter(batch -> batch.stage(pages.today()) == stage).toList();
        if (!some.isEmpty()) {
            var names = String.join(", ", some.stream().limit(3).map(Batch::name).toList());
            var href = some.size() > 1
                    ? "/disposition/batches?stage=" + stage.word()
                    : "/disposition/batches/" + some.getFirst().disposition()
                            + (stage == Batch.Stage.APPROVAL ? "/approval" : "");
            rows.add(new NeedsYou(alarm, some.size(), icon, (some.size() == 1 ? "Batch " : "Batches ") + what,
                    names + ". " + sentence, null, act, href));
        }
    }
}

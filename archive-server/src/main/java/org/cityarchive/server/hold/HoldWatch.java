package org.cityarchive.server.hold;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.web.CityTimes;

/** What of the holds needs somebody: notices to acknowledge, releases to confirm, custodians of whom nothing was heard. */
final class HoldWatch implements Watch {
    private static final String ICON = "shield-lock";

    private final HoldViews views;
    private final HoldPeople people;
    private final CityTimes times;

    HoldWatch(HoldViews views, HoldPeople people, CityTimes times) {
        this.views = views;
        this.people = people;
        this.times = times;
    }

    @Override
    public String what() {
        return "holds";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var all = views.all(actor).stream().filter(HoldView::inForce).toList();
        var needs = new ArrayList<NeedsYou>();
        add(needs, all.stream().filter(HoldView::mine).toList(), "Hold to acknowledge", "Holds to acknowledge",
                "You are named as a custodian: ", "Read and acknowledge", "/hold?state=mine");
        if (actor.role() == people.secondRole()) {
            add(needs, all.stream().filter(hold -> hold.open() != null && !hold.open().own()).toList(),
                    "Release of a hold to confirm",
                    "Releases of holds to confirm", "Proposed by the attorney: ", "See the proposal", "/hold?state=proposed");
        }
        if (actor.role() == Role.ATTORNEY) {
            add(needs, all.stream().filter(hold -> !hold.missing().isEmpty()).toList(), "Hold not acknowledged by all",
                    "Holds not acknowledged by all", "Custodians said nothing yet: ", "See who", "/hold?state=waiting");
        }
        return needs;
    }

    private void add(List<NeedsYou> needs, List<HoldView> holds, String one, String several, String sentence, String act,
            String href) {
        if (!holds.isEmpty()) {
            var named = holds.stream().limit(3).map(HoldView::title).collect(Collectors.joining(", "));
            var oldest = holds.stream().map(HoldView::placedAt).min(Instant::compareTo).orElseThrow();
            needs.add(new NeedsYou(Alarm.LAW, holds.size(), ICON, holds.size() == 1 ? one : several, sentence + named + ".",
                    "since " + times.day(oldest), act, href));
        }
    }
}

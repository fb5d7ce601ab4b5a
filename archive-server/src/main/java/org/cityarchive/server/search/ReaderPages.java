package org.cityarchive.server.search;

import java.util.List;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.store.Projections.Standing;
import org.cityarchive.server.web.Parameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How far the readers of the facts are: the search index and the read models. */
@Controller
final class ReaderPages implements Watch {
    /** A reader is a little behind whenever something is written; this much it is not in a moment. */
    private static final long BEHIND = 1_000;

    private final Projections projections;

    ReaderPages(Projections projections) {
        this.projections = projections;
    }

    /** A reader with what people call it. */
    record Shown(String words, Standing standing) {}

    @GetMapping("/search/readers")
    String readers(Parameters given, Model model) {
        boolean needy = "needy".equals(given.text("state").orElse(""));
        var all = projections.standings();
        model.addAttribute("readers", (needy ? needy(all) : all).stream().map(one -> new Shown(words(one.name()), one)).toList());
        model.addAttribute("needy", needy);
        model.addAttribute("behind", needy(all).size());
        model.addAttribute("total", all.size());
        return "search/readers";
    }

    @Override
    public String what() {
        return "readers";
    }

    @Override
    public List<NeedsYou> look(Actor actor) {
        var needy = needy(projections.standings());
        if (needy.isEmpty()) {
            return List.of();
        }
        boolean stopped = needy.stream().anyMatch(one -> one.stopped() != null);
        var names = String.join(", ", needy.stream().map(one -> words(one.name())).toList());
        return List.of(new NeedsYou(stopped ? Alarm.LAW : Alarm.WORK, needy.size(), "hourglass-split",
                stopped ? "Readers stopped" : "Readers behind",
                names + ": search and lists may miss the newest. Nothing is lost.", null, "See readers",
                "/search/readers?state=needy"));
    }

    /** What people call it: the name without the number of its form, where there is no better word. */
    static String words(String name) {
        var form = name.replaceFirst("-\\d+$", "");
        return switch (form) {
            case "record_index" -> "Search";
            case "search_alert" -> "Saved searches";
            case "account_register" -> "Register of accounts";
            case "people_role" -> "People in their roles";
            case "people_act" -> "Audit";
            case "policy_profile" -> "Profile of the city";
            default -> form.replace('_', ' ');
        };
    }

    private static List<Standing> needy(List<Standing> all) {
        return all.stream().filter(one -> one.stopped() != null || one.lag() >= BEHIND).toList();
    }
}

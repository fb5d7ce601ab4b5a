package org.cityarchive.server.people;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.cityarchive.server.people.AuditAsked.Period;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The audit page: everything that was done, filtered. */
@Controller
final class AuditPages {
    private final Audit audit;
    private final CityTimes times;

    AuditPages(Audit audit, CityTimes times) {
        this.audit = audit;
        this.times = times;
    }

    /** A kind with its count: the link shows it, or leaves it out. */
    record Toggle(String title, long count, boolean shown, String href) {}

    /** Something to choose in the form. */
    record Choice(String value, String label, boolean chosen) {}

    @GetMapping("/people/audit")
    String page(Parameters given, Model model) {
        var asked = AuditAsked.of(named(given), times, Period.WEEK, AuditKind.SHOWN);
        var listed = audit.list(asked);
        var list = list(given);
        long page = given.number("page").orElse(1L);
        long first = (page - 1) * asked.limit() + 1;
        model.addAttribute("asked", asked);
        model.addAttribute("list", list);
        model.addAttribute("acts", listed.acts());
        model.addAttribute("total", listed.total());
        model.addAttribute("first", first);
        model.addAttribute("last", first + listed.acts().size() - 1);
        model.addAttribute("next", listed.next() == null
                ? null
                : list.with("cursor", listed.next()).with("page", String.valueOf(page + 1)).toString());
        model.addAttribute("toggles", Arrays.stream(AuditKind.values()).map(kind -> new Toggle(kind.title(),
                listed.counts().getOrDefault(kind, 0L), asked.kinds().contains(kind), toggled(list, asked.kinds(), kind)))
                .toList());
        model.addAttribute("periods", periods(asked, given));
        model.addAttribute("people", people(asked));
        model.addAttribute("csv", file(list, asked, "csv"));
        model.addAttribute("ndjson", file(list, asked, "ndjson"));
        return "people/audit";
    }

    /** The parameters of the list; the page's number is the page's own. */
    private static Parameters named(Parameters given) {
        given.only(allowed());
        return given.without("page");
    }

    private static String[] allowed() {
        var all = new ArrayList<>(List.of(AuditAsked.PARAMETERS));
        all.remove("format");
        all.add("page");
        return all.toArray(String[]::new);
    }

    private static PageAddress list(Parameters given) {
        var list = PageAddress.of("/people/audit");
        for (var name : List.of("text", "person", "period", "from", "to", "kinds", "limit")) {
            list = list.with(name, given.text(name).orElse(null));
        }
        return list;
    }

    private static String toggled(PageAddress list, Set<AuditKind> shown, AuditKind kind) {
        var kinds = EnumSet.noneOf(AuditKind.class);
        kinds.addAll(shown);
        if (!kinds.remove(kind)) {
            kinds.add(kind);
        }
        return list.with("kinds", kinds.equals(AuditKind.SHOWN) ? null : AuditAsked.spelled(kinds)).toString();
    }

    private static List<Choice> periods(AuditAsked asked, Parameters given) {
        boolean between = given.text("from").isPresent() || given.text("to").isPresent();
        return Arrays.stream(Period.values())
                .map(period -> new Choice(period.word(), period == Period.ALL && between ? "From, before" : period.title(),
                        period == asked.period()))
                .toList();
    }

    private List<Choice> people(AuditAsked asked) {
        return audit.actors().stream().map(e -> new Choice(e.getKey(), e.getValue(), e.getKey().equals(asked.person()))).toList();
    }

    /** The same list as a file: what the page shows by itself is said. */
    private static String file(PageAddress list, AuditAsked asked, String format) {
        return list.at("/api/v1/audit").without("limit").with("kinds", AuditAsked.spelled(asked.kinds()))
                .with("period", asked.period().word()).with("format", format).toString();
    }
}

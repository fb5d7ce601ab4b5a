package org.cityarchive.server.system;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou;
import org.cityarchive.server.home.Watch;
import org.cityarchive.server.system.SystemPart.Level;
import org.cityarchive.server.web.Parameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How the archive stands, in plain words, for whoever keeps its machine. */
@Controller
final class SystemPages implements Watch {
    private static final Set<Role> READERS = EnumSet.of(Role.IT_DIRECTOR, Role.AUDITOR);

    private final Measures measures;

    SystemPages(Measures measures) {
        this.measures = measures;
    }

    /** A figure with its name. */
    record Figure(String name, String value) {}

    @GetMapping("/system")
    String system(Parameters given, Model model) {
        boolean needy = "needy".equals(given.text("state").orElse(""));
        var now = measures.now();
        var parts = SystemLook.of(now);
        var wanting = wanting(parts);
        model.addAttribute("needy", needy);
        model.addAttribute("parts", needy ? wanting : parts);
        model.addAttribute("wanting", wanting.size());
        model.addAttribute("broken", wanting.stream().anyMatch(part -> part.level() == Level.BROKEN));
        model.addAttribute("total", parts.size());
        model.addAttribute("at", now.at());
        model.addAttribute("figures", figures(now));
        return "system/system";
    }

    private static List<SystemPart> wanting(List<SystemPart> parts) {
        return parts.stream().filter(SystemPart::needsSomebody).toList();
    }

    private static List<Figure> figures(Measured now) {
        var figures = new ArrayList<Figure>();
        var stored = now.stored();
        if (stored != null) {
            figures.add(new Figure("Facts", SystemLook.number(stored.facts())));
            figures.add(new Figure("Database", SystemLook.size(stored.bytes())));
        }
        figures.add(new Figure("Search index", SystemLook.size(now.indexBytes())));
        figures.add(new Figure("Waiting to be written", SystemLook.number(now.waiting())));
        var runtime = Runtime.getRuntime();
        figures.add(new Figure("Memory of the program", "%s of %s".formatted(
                SystemLook.size(runtime.totalMemory() - runtime.freeMemory()), SystemLook.size(runtime.maxMemory()))));
        figures.add(new Figure("Java", Runtime.version().toString()));
        return figures;
    }

    @Override
    public String what() {
        return "system";
    }

    /** Only for who may open the page, and only when something is not told by a row of its own already. */
    @Override
    public List<NeedsYou> look(Actor actor) {
        var wanting = READERS.contains(actor.role()) ? wanting(SystemLook.of(measures.now())) : List.<SystemPart>of();
        if (wanting.stream().allMatch(SystemPart::told)) {
            return List.of();
        }
        boolean broken = wanting.stream().anyMatch(part -> part.level() == Level.BROKEN && !part.told());
        var names = String.join(", ", wanting.stream().map(SystemPart::name).toList());
        return List.of(new NeedsYou(broken ? NeedsYou.Alarm.LOST : NeedsYou.Alarm.WORK, wanting.size(), "pc-display",
                broken ? "Parts of the archive do not work" : "Parts of the archive to look at", names, null, "See system",
                "/system?state=needy"));
    }
}

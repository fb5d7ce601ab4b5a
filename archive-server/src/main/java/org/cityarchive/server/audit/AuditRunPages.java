package org.cityarchive.server.audit;

import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.NoSuch;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Audits for people: the list, and one with everything that it named. */
@Controller
final class AuditRunPages {
    private static final int LISTED = 100;
    private static final int SHOWN = 200;

    private final AuditRuns runs;
    private final AuditThread thread;

    AuditRunPages(AuditRuns runs, AuditThread thread) {
        this.runs = runs;
        this.thread = thread;
    }

    @GetMapping("/evidence/audits")
    String audits(Model model) {
        var all = runs.list(Long.MAX_VALUE, LISTED);
        model.addAttribute("audits", all);
        model.addAttribute("count", runs.count());
        return "evidence/audits";
    }

    @PostMapping("/evidence/audits")
    String begin(Actor actor) {
        var audit = runs.begin(actor.id(), actor.role().word());
        thread.wake();
        return "redirect:/evidence/audits/" + audit.id();
    }

    @GetMapping("/evidence/audits/{id}")
    String one(@PathVariable UUID id, Model model) {
        var audit = runs.find(id).orElseThrow(() -> new NoSuch("There is no audit " + id + "."));
        model.addAttribute("audit", audit);
        model.addAttribute("rows", AuditRow.of(audit));
        model.addAttribute("named", runs.differences(audit.id(), 0, SHOWN));
        model.addAttribute("percent", audit.reach() == 0 ? 0 : 100 * audit.reached() / audit.reach());
        return "evidence/audit";
    }
}

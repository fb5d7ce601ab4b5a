package org.cityarchive.server.hold;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.Parameters;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** A hold's report: to print, as a table, and on paper that is kept. */
@Controller
@RequestMapping("/hold/{id}")
final class HoldReportPages {
    private final HoldViews views;
    private final HoldReport report;
    private final HoldLookController files;

    HoldReportPages(HoldViews views, HoldReport report, HoldLookController files) {
        this.views = views;
        this.report = report;
        this.files = files;
    }

    /** The report as a page that prints whole. */
    @GetMapping("/report")
    String page(@PathVariable String id, Actor actor, Model model) {
        var hold = views.one(Parameters.id("id", id), actor);
        model.addAttribute("hold", hold);
        model.addAttribute("counted", report.counted(hold));
        return "hold/report";
    }

    @GetMapping("/report.csv")
    ResponseEntity<byte[]> table(@PathVariable String id, Actor actor) {
        return files.table(id, actor);
    }

    /** The report on paper: PDF/A. */
    @GetMapping("/report.pdf")
    ResponseEntity<byte[]> paper(@PathVariable String id, Actor actor) {
        return files.paper(id, actor);
    }
}

package org.cityarchive.server.hold;

import java.nio.charset.StandardCharsets;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.City;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.Parameters;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final HoldViews views;
    private final HoldReport report;
    private final AccessLog log;

    private final HoldReportPaper paper;

    HoldReportPages(HoldViews views, RecordSearch search, Records records, ScopeLooks looks, CityTimes times, City city,
            Papers papers, AccessLog log) {
        this.views = views;
        this.report = new HoldReport(views, search, records, looks, times);
        this.paper = new HoldReportPaper(report, papers, times, city::name);
        this.log = log;
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
        var hold = views.one(Parameters.id("id", id), actor);
        log.note(actor, new Note(Act.EXPORT, "hold " + hold.id(), "report as a table"));
        return file(CSV, hold.number() + ".csv", report.csv(hold).getBytes(StandardCharsets.UTF_8));
    }

    /** The report on paper: PDF/A. */
    @GetMapping("/report.pdf")
    ResponseEntity<byte[]> paper(@PathVariable String id, Actor actor) {
        var hold = views.one(Parameters.id("id", id), actor);
        log.note(actor, new Note(Act.EXPORT, "hold " + hold.id(), "report on paper"));
        return file(MediaType.APPLICATION_PDF, hold.number() + ".pdf", paper.pdf(hold));
    }

    private static ResponseEntity<byte[]> file(MediaType type, String name, byte[] bytes) {
        return ResponseEntity.ok().contentType(type).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("hold-" + name).build().toString()).body(bytes);
    }
}

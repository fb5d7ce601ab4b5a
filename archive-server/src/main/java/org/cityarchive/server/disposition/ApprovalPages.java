package org.cityarchive.server.disposition;

import org.cityarchive.core.capture.RecordId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.Disposing.Agreed;
import org.cityarchive.server.disposition.ListCheck.Progress;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The second person's page: what is to be destroyed, checked again, and agreed to by the number of records. */
@Controller
@RequestMapping("/disposition/batches/{id}/approval")
final class ApprovalPages {
    private static final String[] FIELDS = {"records", "councilOrder", "councilOrderOn", "subcommittee", "subcommitteeOn",
            "executeFrom", "note"};

    private final Disposing disposing;
    private final ListChecks lists;
    private final BatchModel pages;

    ApprovalPages(Disposing disposing, ListChecks lists, BatchModel pages) {
        this.disposing = disposing;
        this.lists = lists;
        this.pages = pages;
    }

    /**
     * One of the checks.
     *
     * @param state ok, open (asked for on this page) or amber
     */
    record Check(String state, String title, String words) {
        public boolean isAmber() {
            return state.equals("amber");
        }
    }

    @GetMapping
    String page(@PathVariable UUID id, Actor actor, Model model) {
        return pages.isOver(id) ? "redirect:/disposition/batches/" + id : page(id, null, actor, model);
    }

    private String page(UUID id, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var progress = lists.progress(batch.disposition(), pages.today());
        var checked = progress.last();
        var checks = checks(batch, progress, model);
        var sums = checked == null
                ? List.<SeriesSum>of()
                : SeriesSum.of(checked.tally(), lists.excepted(batch.disposition()));
        model.addAttribute("sums", sums).addAttribute("sum", SeriesSum.all(sums));
        model.addAttribute("checked", checked);
        model.addAttribute("progress", progress);
        model.addAttribute("checks", checks);
        model.addAttribute("amber", checks.stream().filter(Check::isAmber).map(Check::title).toList());
        return "disposition/approval";
    }

    private static List<Check> checks(Batch batch, Progress progress, Model model) {
        var checks = new ArrayList<Check>();
        boolean own = Boolean.TRUE.equals(model.getAttribute("isProposer"));
        checks.add(own
                ? new Check("amber", "Two persons", "You proposed this list; another person approves it: "
                        + model.getAttribute("approvers") + ".")
                : new Check("ok", "Two persons", model.getAttribute("begunBy") + " proposed; "
                        + (Boolean.TRUE.equals(model.getAttribute("isApprover")) ? "you approve." : "another person approves.")));
        checks.add(new Check("open", "Council order", "Entered with the approval (MCA 7-5-4124)."));
        checks.add(batch.subcommittee()
                ? new Check("open", "Destruction subcommittee",
                        "A series of this list is not exempt: its written approval (form RM60) is entered with yours.")
                : new Check("ok", "Destruction subcommittee", "Not needed: every series of the list is exempt."));
        if (progress.running()) {
            checks.add(new Check("amber", "Each record is looked at", "%,d of %,d so far. It goes on if you leave this page."
                    .formatted(progress.looked(), progress.total())));
        }
        var checked = progress.last();
        return checked == null ? List.copyOf(checks) : and(checks, checked.tally());
    }

    private static List<Check> and(List<Check> first, ListTally found) {
        var checks = new ArrayList<>(first);
        checks.add(check(found.held(), found, "No hold covers any of them", "on hold or cooling off"));
        checks.add(check(found.requested(), found, "No open request names any", "in an open request"));
        checks.add(new Check(found.proven() == found.found() ? "ok" : "amber", "The proof of each record holds",
                "%,d of %,d.".formatted(found.proven(), found.found())));
        var why = found.why();
        if (why != null) {
            checks.add(new Check("amber", "Each record is still due",
                    "%,d would drop out. The first: %s".formatted(found.other(), why.sentence())));
        }
        return List.copyOf(checks);
    }

    private static Check check(long some, ListTally checked, String title, String stands) {
        return some == 0
                ? new Check("ok", title,
                        "%,d %s looked at.".formatted(checked.found(), checked.found() == 1 ? "record" : "records"))
                : new Check("amber", title, "%,d of %,d %s %s; except %s, or wait.".formatted(some, checked.found(),
                        some == 1 ? "is" : "are", stands, some == 1 ? "it" : "them"));
    }

    @PostMapping
    String approve(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.afterLooking(() -> disposing.approve(new DispositionId(id), agreed(given), actor),
                "/disposition/batches/" + id, BatchModel.typed(given, FIELDS), response, wrong -> page(id, wrong, actor, model));
    }

    private Agreed agreed(Parameters given) {
        var records = given.text("records").map(typed -> typed.replaceAll("[,\\s]", "")).orElse("");
        if (!records.matches("[0-9]{1,9}")) {
            throw new BadParameter("records", "Type the number of records to be destroyed.");
        }
        var typed = DispositionController.Typed.text("councilOrder", given.text("councilOrder").orElse(null));
        return new Agreed(Long.parseLong(records), typed, word(given, "councilOrderOn"), word(given, "subcommittee"),
                word(given, "subcommitteeOn"), day(given.text("executeFrom").orElse("")), word(given, "note"));
    }

    private LocalDate day(String typed) {
        try {
            return typed.isBlank() ? pages.today() : LocalDate.parse(typed.strip());
        } catch (DateTimeParseException _) {
            throw new BadParameter("executeFrom", "The day takes the form 2026-11-21.");
        }
    }

    private static String word(Parameters given, String name) {
        return DispositionController.Typed.words(given.text(name).orElse(null));
    }

    /** Takes a record off the list, as the second person may too. */
    @PostMapping("/exceptions")
    String except(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            var record = Parameters.id("record", given.text("record").orElse(""));
            disposing.except(new DispositionId(id), List.of(new RecordId(record)),
                    DispositionController.Typed.text("reason", given.text("reason").orElse(null)), actor);
            return "/disposition/batches/" + id + "/approval";
        }, Map.of(), response, wrong -> page(id, wrong, actor, model));
    }
}

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
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.server.disposition.Disposing.Agreed;
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
    private final DispositionBatches batches;
    private final Rechecking rechecking;
    private final BatchModel pages;

    ApprovalPages(Disposing disposing, DispositionBatches batches, Rechecking rechecking, BatchModel pages) {
        this.disposing = disposing;
        this.batches = batches;
        this.rechecking = rechecking;
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
        return page(id, null, actor, model);
    }

    private String page(UUID id, @Nullable Wrong wrong, Actor actor, Model model) {
        var batch = pages.open(id, actor, wrong, model);
        var awaiting = batches.awaiting(batch.disposition());
        var checked = rechecking.check(batch.disposition(), awaiting, pages.today());
        var checks = checks(batch, checked, model);
        model.addAttribute("sums", SeriesSum.of(checked));
        model.addAttribute("checked", checked);
        model.addAttribute("checks", checks);
        model.addAttribute("amber", checks.stream().filter(Check::isAmber).map(Check::title).toList());
        return "disposition/approval";
    }

    private static List<Check> checks(Batch batch, Rechecking.Checked checked, Model model) {
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
        checks.add(check(checked, "No hold covers any of them", "on hold or cooling off",
                List.of(RetentionObstacle.Held.class, RetentionObstacle.CoolingOff.class)));
        checks.add(check(checked, "No open request names any", "in an open request", List.of(InRequest.class)));
        long proven = checked.found().stream().filter(Rechecking.Found::proven).count();
        var proof = "%,d of %,d.".formatted(proven, checked.found().size());
        checks.add(new Check(proven == checked.found().size() ? "ok" : "amber", "The proof of each record holds", proof));
        var other = checked.found().stream().filter(one -> one.standing().stream().anyMatch(DueWhy::isOther)).toList();
        if (!other.isEmpty()) {
            var first = other.getFirst().standing().stream().filter(DueWhy::isOther).findFirst().orElseThrow();
            checks.add(new Check("amber", "Each record is still due",
                    "%,d would drop out. The first: %s".formatted(other.size(), first.sentence())));
        }
        return List.copyOf(checks);
    }

    private static Check check(Rechecking.Checked checked, String title, String stands,
            List<Class<? extends Obstacle>> kinds) {
        int some = checked.with(kinds).size();
        return some == 0
                ? new Check("ok", title,
                        "%,d %s looked at.".formatted(checked.found().size(), checked.found().size() == 1 ? "record" : "records"))
                : new Check("amber", title, "%,d of %,d %s %s; except %s, or wait.".formatted(some, checked.found().size(),
                        some == 1 ? "is" : "are", stands, some == 1 ? "it" : "them"));
    }

    @PostMapping
    String approve(@PathVariable UUID id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        return pages.after(() -> {
            disposing.approve(new DispositionId(id), agreed(given), actor);
            return "/disposition/batches/" + id;
        }, BatchModel.typed(given, FIELDS), response, wrong -> page(id, wrong, actor, model));
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
            disposing.except(new DispositionId(id), new RecordId(record),
                    DispositionController.Typed.text("reason", given.text("reason").orElse(null)), actor);
            return "/disposition/batches/" + id + "/approval";
        }, Map.of(), response, wrong -> page(id, wrong, actor, model));
    }
}

package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.RefusalNames;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;

/** What stands on every page of a batch, and how their forms answer. */
final class BatchModel {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private final Disposing disposing;
    private final BatchJson json;
    private final HandOvers handOvers;
    private final People people;
    private final Refusals refusals;

    BatchModel(Disposing disposing, BatchJson json, HandOvers handOvers, People people, Refusals refusals) {
        this.disposing = disposing;
        this.json = json;
        this.handOvers = handOvers;
        this.people = people;
        this.refusals = refusals;
    }

    /** Who did what, who may, and what stands in the way is called. */
    record People(ActorNames names, ProfileInForce profile, WhoCan whoCan, RefusalNames holds) {}

    /** A form that was not taken is the same page again; {@code null}: nothing is wrong. */
    @FunctionalInterface
    interface Again {
        String page(@Nullable Wrong wrong);
    }

    /** The batch that an address names, put into the model with what stands on each of its pages. */
    Batch open(UUID id, Actor actor, @Nullable Wrong wrong, Model model) {
        var batch = disposing.found(new DispositionId(id));
        var known = people.names().now();
        var approver = approver();
        model.addAttribute("batch", batch);
        model.addAttribute("stage", json.stage(batch).word());
        model.addAttribute("today", json.today());
        model.addAttribute("begunBy", known.of(batch.begun().by().toString()));
        model.addAttribute("reason", json.text(batch.begun().words(), "reason"));
        model.addAttribute("appraisal",
                batch.begun().appraisal() == null ? "" : json.text(batch.begun().appraisal(), "appraisal"));
        model.addAttribute("approvedBy", batch.approved() == null ? null : BatchJson.name(batch.approved().by(), known));
        model.addAttribute("order", dated(json.texts(batch.councilOrder())));
        model.addAttribute("committee", dated(json.texts(batch.committee())));
        model.addAttribute("ending", json.texts(batch.ending()));
        model.addAttribute("days", (DayWords) BatchModel::day);
        model.addAttribute("isClerk", actor.role() == Role.CLERK);
        model.addAttribute("clerks", people.whoCan().in(Set.of(Role.CLERK)));
        model.addAttribute("isApprover", actor.role() == approver);
        model.addAttribute("handOver", batch.ended() == null ? handOvers.awaiting(batch.disposition()) : 0);
        model.addAttribute("isProposer", disposing.acting(actor).person().equals(batch.begun().by()));
        model.addAttribute("approvers", people.whoCan().in(Set.of(approver)));
        model.addAttribute("wrong", wrong);
        model.addAttribute("typed", wrong == null ? Map.of() : wrong.typed());
        return batch;
    }

    /** Whether nothing more becomes of it: its own page tells all, and no desk is open for it. */
    boolean isOver(UUID id) {
        return disposing.found(new DispositionId(id)).ended() != null;
    }

    /** A legal day in words, for templates. */
    @FunctionalInterface
    public interface DayWords {
        String of(LocalDate day);
    }

    /** Who the profile names as the second person. */
    Role approver() {
        return people.profile().now().dispositionApprovedBy();
    }

    /** The words of a reference, its day as pages spell days. */
    private static Map<String, String> dated(Map<String, String> words) {
        var dated = new HashMap<>(words);
        dated.computeIfPresent("on", (_, typed) -> day(typed));
        return dated;
    }

    /** A day as it was typed, as pages spell days; what is no day stays as it is. */
    static String day(String typed) {
        try {
            return day(LocalDate.parse(typed));
        } catch (DateTimeParseException _) {
            return typed;
        }
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** The series that hand over what is theirs. */
    Set<SeriesCode> handedOver() {
        return Set.copyOf(handOvers.series());
    }

    LocalDate today() {
        return json.today();
    }

    /** The same of what may have to wait until a list is looked at: then the page is shown again with what was typed, and says so. */
    String afterLooking(Supplier<Optional<ListCheck.Progress>> act, String next, Map<String, String> typed,
            HttpServletResponse response, Again again) {
        return after(() -> act.get().map(looking -> {
            response.setStatus(HttpStatus.ACCEPTED.value());
            return again.page(Wrong.of(looking, typed));
        }).orElse("redirect:" + next), typed, response, again, "");
    }

    /** Does what a form asks and goes on; else the same page, with what was typed and why it was not taken. */
    String after(Supplier<String> act, Map<String, String> typed, HttpServletResponse response, Again again) {
        return after(act, typed, response, again, "redirect:");
    }

    private String after(Supplier<String> act, Map<String, String> typed, HttpServletResponse response, Again again, String how) {
        try {
            return how + act.get();
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            return again.page(Wrong.of(refused.refusal(), people.holds(), typed));
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return again.page(Wrong.of(bad, typed));
        }
    }

    static Map<String, String> typed(Parameters given, String... fields) {
        var typed = new HashMap<String, String>();
        for (var field : fields) {
            given.text(field).ifPresent(text -> typed.put(field, text.strip()));
        }
        return typed;
    }
}

package org.cityarchive.server.hold;

import java.util.Objects;
import org.cityarchive.server.security.Roles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Legal holds as pages: the list, one hold, its acknowledgements. */
@Controller
@RequestMapping("/hold")
final class HoldPages {
    private static final int SAMPLES = 3;

    private final HoldViews views;
    private final HoldDrafts drafts;
    private final Holding holding;
    private final HoldPeople people;
    private final HoldMails mails;
    private final WhoCan whoCan;
    private final Refusals refusals;
    private final HoldReminders reminders;

    HoldPages(HoldViews views, HoldDrafts drafts, Holding holding, HoldPeople people, HoldMails mails, WhoCan whoCan,
            Refusals refusals, HoldReminders reminders) {
        this.views = views;
        this.drafts = drafts;
        this.holding = holding;
        this.people = people;
        this.mails = mails;
        this.whoCan = whoCan;
        this.refusals = refusals;
        this.reminders = reminders;
    }

    /** Which holds are listed. The last two are shown where there are any. */
    enum Shown {
        IN_FORCE("In force"), PROPOSED("Release proposed"), RELEASED("Released"), DRAFTS("Drafts"), WAITING(
                "Not acknowledged by all"), MINE("For you to acknowledge");

        private final String words;

        Shown(String words) {
            this.words = words;
        }

        boolean holds(HoldView hold) {
            return switch (this) {
                case IN_FORCE -> hold.inForce();
                case PROPOSED -> hold.inForce() && hold.open() != null;
                case RELEASED -> !hold.inForce();
                case DRAFTS -> false;
                case WAITING -> hold.inForce() && !hold.missing().isEmpty();
                case MINE -> hold.mine();
            };
        }
    }

    /** A part of the list with how much it holds. */
    record Tab(String words, long count, String href, boolean chosen) {}

    @GetMapping
    String list(Parameters given, Actor actor, Model model) {
        given.only("state");
        var shown = given.word("state", Shown.class).orElse(Shown.IN_FORCE);
        var all = views.all(actor);
        var own = actor.role() == Role.ATTORNEY ? drafts.of(actor) : List.<HoldDrafts.Draft>of();
        model.addAttribute("shown", shown);
        model.addAttribute("tabs", tabs(shown, all, own.size()));
        model.addAttribute("holds", all.stream().filter(shown::holds).toList());
        model.addAttribute("drafts", own);
        model.addAttribute("inForce", all.stream().filter(HoldView::inForce).count());
        model.addAttribute("under", views.under(all.stream().filter(HoldView::inForce).toList()));
        model.addAttribute("any", !all.isEmpty());
        if (shown == Shown.PROPOSED) {
            var panels = new ArrayList<Panel>();
            all.stream().filter(shown::holds).forEach(hold -> panels.add(panel(hold, actor)));
            model.addAttribute("panels", panels);
        }
        may(actor, null, model);
        return "hold/holds";
    }

    private static List<Tab> tabs(Shown chosen, List<HoldView> all, int drafts) {
        var tabs = new ArrayList<Tab>();
        for (var shown : Shown.values()) {
            long count = shown == Shown.DRAFTS ? drafts : all.stream().filter(shown::holds).count();
            if ((shown != Shown.WAITING && shown != Shown.MINE) || count > 0 || shown == chosen) {
                tabs.add(new Tab(shown.words, count,
                        shown == Shown.IN_FORCE ? "/hold" : "/hold?state=" + shown.name().toLowerCase(Locale.ROOT),
                        shown == chosen));
            }
        }
        return tabs;
    }

    /**
     * An open proposal, with what it would do.
     *
     * @param samples some of what would become due
     * @param mayConfirm whether who looks may confirm it
     * @param whoConfirms who can
     */
    record Panel(HoldView hold, HoldView.ProposalView proposal, HoldViews.Leaving leaving, List<ScopeLooks.Sample> samples,
            boolean mayConfirm, boolean mayWithdraw, String whoConfirms, int coolingOffDays) {}

    Panel panel(HoldView hold, Actor actor) {
        var proposal = Objects.requireNonNull(hold.open());
        boolean second = actor.role() == people.secondRole();
        var leaving = views.leaving(hold.standing(), proposal.proposal().scopes());
        return new Panel(hold, proposal, leaving, views.lines(leaving.due().records().stream().limit(SAMPLES).toList()),
                second && !proposal.own(), second || actor.role() == Role.ATTORNEY,
                people.whoConfirms(proposal.proposal().by()), people.coolingOffDays());
    }

    @GetMapping("/{id}")
    String one(@PathVariable String id, Actor actor, Model model) {
        return one(views.one(Parameters.id("id", id), actor), null, actor, model);
    }

    String one(HoldView hold, @Nullable HoldWrong wrong, Actor actor, Model model) {
        model.addAttribute("hold", hold);
        model.addAttribute("panel", hold.open() == null ? null : panel(hold, actor));
        model.addAttribute("mailIsSetUp", mails.isSetUp());
        model.addAttribute("secondRole", Roles.title(people.secondRole()));
        model.addAttribute("coolingOff", people.coolingOffDays());
        may(actor, wrong, model);
        return "hold/hold";
    }

    /** Says that the notice was read. */
    @PostMapping("/{id}/acknowledge")
    String acknowledge(@PathVariable String id, Actor actor, HttpServletResponse response, Model model) {
        var hold = views.one(Parameters.id("id", id), actor);
        if (!people.isCustodian(actor, people.custodians(hold.standing()))) {
            return refused(new Refused(new HoldDoorRefusal.NotACustodian(hold.standing().id())), hold, actor, response, model);
        }
        try {
            holding.acknowledge(new HoldId(hold.id()), actor);
        } catch (Refused refused) {
            return refused(refused, hold, actor, response, model);
        }
        return "redirect:" + hold.href();
    }

    /** Writes a custodian a reminder; one a day. */
    @PostMapping("/{id}/reminders")
    String remind(@PathVariable String id, Parameters given, Actor actor, HttpServletResponse response, Model model) {
        var hold = views.one(Parameters.id("id", id), actor);
        var custodian = new PersonId(Parameters.id("custodian", given.text("custodian").orElse("")));
        try {
            reminders.remind(hold, custodian, actor);
        } catch (Refused refused) {
            return refused(refused, hold, actor, response, model);
        }
        return "redirect:" + hold.href() + "#custodians";
    }

    String refused(Refused refused, HoldView hold, Actor actor, HttpServletResponse response, Model model) {
        refusals.note(refused.refusal());
        response.setStatus(HttpStatus.CONFLICT.value());
        return one(hold, HoldWrong.of(refused, who(refused, hold)), actor, model);
    }

    /** A no says who can. */
    private @Nullable String who(Refused refused, HoldView hold) {
        var proposal = hold.open();
        return switch (refused.refusal().name()) {
            case "one-person-two-steps" -> proposal == null ? null : people.whoConfirms(proposal.proposal().by());
            case "hold-not-in-this-role" -> {
                var needed = refused.refusal().values().getOrDefault("needed", "");
                yield Roles.find(needed).map(role -> whoCan.in(Set.of(role))).orElse(null);
            }
            default -> null;
        };
    }

    void may(Actor actor, @Nullable HoldWrong wrong, Model model) {
        model.addAttribute("may", actor.role() == Role.ATTORNEY);
        model.addAttribute("whoCan", whoCan.in(Set.of(Role.ATTORNEY)));
        model.addAttribute("wrong", wrong);
    }

    HoldView found(String id, Actor actor) {
        return views.one(Parameters.id("id", id), actor);
    }

}

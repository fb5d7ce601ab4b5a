package org.cityarchive.server.retention;

import org.cityarchive.server.web.NotGranted;
import java.util.Set;

import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.WhoCan;
import org.springframework.ui.Model;

/** Who may settle how long records are kept, as pages say it; the law decides again. */
final class Settlers {
    /** Who drafts, reads and adopts schedules: two of them, never one. */
    static final Set<Role> SCHEDULES = Set.of(Role.CLERK, Role.MANAGER);
    /** Who adopts rules, makes exceptions and enters dates. */
    static final Set<Role> RULES = Set.of(Role.CLERK);

    private final WhoCan whoCan;
    private final RetentionActs acts;

    Settlers(WhoCan whoCan, RetentionActs acts) {
        this.whoCan = whoCan;
        this.acts = acts;
    }

    RetentionActs acts() {
        return acts;
    }

    /** Lets a page know what the person may do and who else can. */
    void may(Set<Role> roles, Actor actor, Model model) {
        model.addAttribute("may", roles.contains(actor.role()));
        model.addAttribute("whoCan", whoCan.in(roles));
    }

    /** Lets a page of a schedule know who takes its second step, who is never the one that took the first. */
    void second(PersonId first, Model model) {
        model.addAttribute("whoElse", whoCan.in(SCHEDULES, first));
    }

    /** The acting person, where a person stands behind; pages are read by tokens as well. */
    String me(Actor actor) {
        try {
            return acts.acting(actor).person().toString();
        } catch (NotGranted _) {
            return "";
        }
    }

    Acting acting(Actor actor) {
        return acts.acting(actor);
    }
}

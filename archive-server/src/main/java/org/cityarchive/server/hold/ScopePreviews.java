package org.cityarchive.server.hold;

import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.QueryReading;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;

/** A scope that is being typed: what it would hold, and what of it cannot be read. */
final class ScopePreviews {
    private final ScopeLooks looks;
    private final CityTimes times;

    ScopePreviews(ScopeLooks looks, CityTimes times) {
        this.looks = looks;
        this.times = times;
    }

    /** Gives a page the look at a scope, or why there is none. */
    void show(ScopeForm form, Model model) {
        model.addAttribute("scope", form);
        model.addAttribute("accounts", looks.allAccounts());
        model.addAttribute("times", times);
        model.addAttribute("empty", form.isEmpty());
        if (!form.isEmpty()) {
            try {
                var wish = form.read(times.city());
                var query = wish.query();
                model.addAttribute("look", looks.look(wish));
                model.addAttribute("query", query == null ? null : query.canonical());
                model.addAttribute("shownQuery", query == null ? null : looks.named(query.canonical()));
                model.addAttribute("reading", query == null ? null : looks.named(QueryReading.of(query)));
            } catch (QueryError error) {
                unreadable(HoldWrong.of(error), model);
            } catch (BadParameter bad) {
                unreadable(HoldWrong.of(bad), model);
            }
        }
    }

    private static void unreadable(@Nullable HoldWrong wrong, Model model) {
        model.addAttribute("unreadable", wrong);
    }

    /**
     * The scope as it will be sealed.
     *
     * @throws QueryError the query cannot be read, or asks for what changes without the record
     * @throws BadParameter another field cannot be read
     */
    HoldScopes.Written written(ScopeForm form) {
        return written(form.read(times.city()));
    }

    HoldScopes.Written written(ScopeWish wish) {
        var query = wish.query();
        if (query != null) {
            query.requireOfTheRecordAlone();
        }
        looks.look(wish);
        return wish.written(times.city());
    }
}

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
                var seen = seen(form);
                model.addAttribute("look", seen.look()).addAttribute("query", seen.query());
                model.addAttribute("shownQuery", seen.query() == null ? null : looks.named(seen.query()));
                model.addAttribute("reading", seen.reading());
            } catch (QueryError error) {
                unreadable(HoldWrong.of(error), model);
            } catch (BadParameter bad) {
                unreadable(HoldWrong.of(bad), model);
            }
        }
    }

    /**
     * A scope looked at.
     *
     * @param query as it would be sealed; null: none
     * @param reading the same in plain words, accounts by their names
     */
    record Seen(ScopeLooks.Look look, @Nullable String query, @Nullable String reading) {}

    /**
     * Looks at a scope.
     *
     * @throws QueryError the query cannot be read, or asks for what changes without the record
     * @throws BadParameter another field cannot be read
     */
    Seen seen(ScopeForm form) {
        var wish = form.read(times.city());
        var query = wish.query();
        if (query != null) {
            query.requireOfTheRecordAlone();
        }
        return new Seen(looks.look(wish), query == null ? null : query.canonical(),
                query == null ? null : looks.named(QueryReading.of(query)));
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

package org.cityarchive.server.retention;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Why a form was not taken, and what was typed.
 *
 * @param rule the law's rule and its source; null: a value cannot be read
 * @param field the field in question; null: none alone
 */
record Trouble(String sentence, @Nullable String rule, @Nullable String field, Map<String, String> typed) {
    private static final int AROUND = 24;

    /** Does what a form asks; where it cannot be done, shows the form again with what was typed. */
    static String orAgain(Supplier<String> act, Map<String, String> typed, Refusals refusals, HttpServletResponse response,
            Function<Trouble, String> again) {
        try {
            return act.get();
        } catch (Refused refused) {
            refusals.note(refused.refusal());
            response.setStatus(HttpStatus.CONFLICT.value());
            var rule = refused.refusal().citation();
            return again.apply(new Trouble(refused.refusal().sentence(), "Rule “" + rule.rule() + "” · " + rule.source(), null,
                    typed));
        } catch (BadParameter bad) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return again.apply(new Trouble(bad.why(), null, bad.parameter(), typed));
        } catch (QueryError unreadable) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return again
                    .apply(new Trouble(unreadable.sentence() + here(unreadable, typed.getOrDefault("q", "")), null, "q", typed));
        }
    }

    /** The place in the query, by what stands there. */
    private static String here(QueryError unreadable, String query) {
        int at = unreadable.position();
        return at >= query.length() ? "" : " It is here: “" + query.substring(at, Math.min(query.length(), at + AROUND)) + "”.";
    }
}

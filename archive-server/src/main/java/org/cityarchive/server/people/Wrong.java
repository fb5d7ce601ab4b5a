package org.cityarchive.server.people;

import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Why a form did nothing, for the page that shows it again.
 *
 * @param rule the rule that refused, with its source; null: no rule, the form itself
 * @param field the field in question; null: none alone
 */
record Wrong(String sentence, @Nullable String rule, @Nullable String field) {
    static Wrong of(Refused refused) {
        var refusal = refused.refusal();
        return new Wrong(refusal.sentence(), "Rule “" + refusal.citation().rule() + "” · " + refusal.citation().source(), null);
    }

    static Wrong of(BadParameter bad) {
        return new Wrong(bad.why(), null, bad.parameter());
    }
}

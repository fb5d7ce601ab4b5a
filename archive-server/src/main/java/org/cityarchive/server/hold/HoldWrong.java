package org.cityarchive.server.hold;

import org.cityarchive.core.search.QueryError;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing was done, as a page shows it.
 *
 * @param rule the rule that refused; null: what was typed cannot be read
 * @param field the field in question; null: none alone
 * @param who who can; null: that is not the question
 */
record HoldWrong(String sentence, @Nullable String rule, @Nullable String field, @Nullable String who) {
    static HoldWrong of(Refused refused, @Nullable String who) {
        var citation = refused.refusal().citation();
        return new HoldWrong(refused.refusal().sentence(), "Rule “" + citation.rule() + "” · " + citation.source(), null, who);
    }

    static HoldWrong of(BadParameter bad) {
        return new HoldWrong(bad.why(), null, bad.parameter(), null);
    }

    static HoldWrong of(QueryError error) {
        return new HoldWrong(error.sentence() + " At character " + (error.position() + 1) + " of the query.", null, "q", null);
    }
}

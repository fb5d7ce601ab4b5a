package org.cityarchive.server.disposition;

import java.util.Map;

import org.cityarchive.core.law.Refusal;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/**
 * Why a form was not taken, and what was typed.
 *
 * @param rule the law's rule and its source; null where no law said no
 * @param field the field in question; null: none alone
 */
record Wrong(String sentence, @Nullable String rule, @Nullable String field, Map<String, String> typed) {
    /** The same in one of several like forms on a page, whose fields' ids end so. */
    Wrong in(long form) {
        return new Wrong(sentence, rule, field == null ? null : field + "-" + form, typed);
    }

    static Wrong of(Refusal refusal, Map<String, String> typed) {
        var citation = refusal.citation();
        return new Wrong(refusal.sentence(), "Rule “" + citation.rule() + "” · " + citation.source(), null, typed);
    }

    static Wrong of(BadParameter bad, Map<String, String> typed) {
        return new Wrong(bad.why(), null, bad.parameter(), typed);
    }
}

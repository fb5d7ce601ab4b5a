package org.cityarchive.server.disposition;

import java.util.Map;

import org.cityarchive.core.law.Refusal;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.RefusalNames;
import org.jspecify.annotations.Nullable;

/**
 * Why a form was not taken, and what was typed.
 *
 * @param type name of the problem, as programs are told it; null where no law said no
 * @param rule the law's rule and its source; null where no law said no
 * @param field the field in question; null: none alone
 */
record Wrong(String sentence, @Nullable String type, @Nullable String rule, @Nullable String field, Map<String, String> typed) {
    /** The same in one of several like forms on a page, whose fields' ids end so. */
    Wrong in(long form) {
        return new Wrong(sentence, type, rule, field == null ? null : field + "-" + form, typed);
    }

    static Wrong of(Refusal refusal, RefusalNames names, Map<String, String> typed) {
        var citation = refusal.citation();
        return new Wrong(names.sentence(refusal), refusal.name(), "Rule “" + citation.rule() + "” · " + citation.source(), null,
                typed);
    }

    /** Nothing is wrong yet: the list is looked at first. */
    static Wrong of(ListCheck.Progress looking, Map<String, String> typed) {
        return new Wrong(CheckJson.sentence(looking), "still-looking", null, null, typed);
    }

    static Wrong of(BadParameter bad, Map<String, String> typed) {
        return new Wrong(bad.why(), null, null, bad.parameter(), typed);
    }
}

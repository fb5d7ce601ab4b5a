package org.cityarchive.server.retention;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.retention.RuleBook.Wish;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/** A rule as it is typed: a query of the search language, helped by fields that say parts of it. */
final class RuleForm {
    /** Fields of the form, and the field of the query language that says the same. */
    private static final Map<String, String> PARTS = parts();

    private RuleForm() {}

    private static Map<String, String> parts() {
        var parts = new LinkedHashMap<String, String>();
        parts.put("account", "account");
        parts.put("platform", "platform");
        parts.put("kind", "kind");
        parts.put("authorKind", "author-kind");
        parts.put("thread", "reply-to");
        parts.put("after", "after");
        parts.put("before", "before");
        return parts;
    }

    /** All fields, by name. */
    static Map<String, String> typed(Parameters given) {
        return Typed.of(given, "rule", "number", "name", "q", "series", "reason", "account", "platform", "kind", "authorKind",
                "thread", "after", "before", "words");
    }

    /** The query that the fields say together. */
    static String query(Map<String, String> typed) {
        var query = new StringBuilder(typed.getOrDefault("q", ""));
        PARTS.forEach((field, name) -> {
            var value = typed.get(field);
            if (value != null) {
                query.append(' ').append(name).append(':').append(value.matches("[^\\s\"()]+") ? value : '"' + value + '"');
            }
        });
        var words = typed.get("words");
        if (words != null) {
            query.append(" (").append(words).append(')');
        }
        return query.toString().strip();
    }

    /** What is asked for. */
    static Wish wish(Map<String, String> typed, long previewed, long previewedAt, ZoneId zone) {
        var query = query(typed);
        if (query.isEmpty()) {
            throw new BadParameter("q", "A rule says which records it matches; this one says nothing, and would match all.");
        }
        return new Wish(rule(typed.get("rule")), number(typed.get("number")),
                new RuleQueries.Written(Typed.line(typed.get("name"), "name", "The rule’s name"), query,
                        typed.getOrDefault("reason", ""), zone),
                Typed.code(typed.get("series"), "series"), previewed, previewedAt);
    }

    /** @throws QueryError it cannot be read */
    static void readable(String query, ZoneId zone) {
        RecordQuery.parse(query, zone);
    }

    static RuleId rule(@Nullable String id) {
        return new RuleId(id == null || id.isBlank() ? UUID.randomUUID() : Parameters.id("rule", id));
    }

    private static int number(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return 1;
        } else if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new BadParameter("number", "The wording’s number is a whole number from 1.");
        }
        return Integer.parseInt(text);
    }
}

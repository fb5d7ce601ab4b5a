package org.cityarchive.server.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.server.people.AuditRows.Meant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/** The conditions of a request for acts, which all sources share. */
final class AuditWhere {
    /** Behind every text that begins so: the last sign there is. */
    private static final String END = Character.toString(Character.MAX_CODE_POINT);

    private final AuditAsked asked;
    private final boolean paged;
    private final List<String> all = new ArrayList<>(List.of("true"));
    final Map<String, Object> values = new HashMap<>();

    AuditWhere(AuditAsked asked, Meant meant, boolean paged) {
        this.asked = asked;
        this.paged = paged;
        add("at >= :from", "from", utc(asked.from()));
        add("at < :to", "to", utc(asked.to()));
        add("actor = :person", "person", asked.person());
        if (!asked.text().isEmpty()) {
            all.add("(actor = any(:actors) or " + begins(meant.on(), values) + ")");
            values.put("actors", texts(meant.actors()));
        }
        var cursor = asked.cursor();
        if (paged && cursor != null) {
            values.put("cursorAt", utc(cursor.at()));
            values.put("cursorNumber", cursor.number());
        }
    }

    private void add(String condition, String name, @Nullable Object value) {
        if (value != null) {
            all.add(condition);
            values.put(name, value);
        }
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    static SqlArrayValue texts(Collection<String> values) {
        return new SqlArrayValue("text", (Object[]) values.toArray(String[]::new));
    }

    /** What it was done on begins with one of these: each a range of the index, which a pattern in a parameter would not be. */
    static String begins(Set<String> beginnings, Map<String, Object> values) {
        var ranges = new ArrayList<String>();
        for (var beginning : beginnings) {
            int n = ranges.size();
            ranges.add("(on_what ~>=~ :on" + n + " and on_what ~<~ :onEnd" + n + ")");
            values.put("on" + n, beginning);
            values.put("onEnd" + n, beginning + END);
        }
        return ranges.isEmpty() ? "false" : "(" + String.join(" or ", ranges) + ")";
    }

    /** Of one instant the sources stand in their order: a later one is not begun yet, an earlier one is done. */
    String of(int source, String number) {
        var conditions = new ArrayList<>(all);
        var cursor = asked.cursor();
        if (paged && cursor != null) {
            conditions.add(source > cursor.source()
                    ? "at <= :cursorAt"
                    : source < cursor.source() ? "at < :cursorAt" : "(at, " + number + ") < (:cursorAt, :cursorNumber)");
        }
        return String.join(" and ", conditions);
    }
}

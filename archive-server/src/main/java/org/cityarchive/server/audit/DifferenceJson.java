package org.cityarchive.server.audit;

import java.util.Arrays;
import java.util.UUID;

import org.cityarchive.server.web.CsvRow;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A difference as programs read it.
 *
 * @param what is wrong
 * @param next what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DifferenceJson(int number, String code, String title, String comparison, @Nullable Long position,
        @Nullable UUID fact,
        @Nullable UUID record, @Nullable String part, @Nullable String place, @Nullable String key, String what, String next) {

    /** As an audit named it. */
    public static DifferenceJson of(AuditRuns.Named named) {
        var d = named.difference();
        return new DifferenceJson(named.number(), d.code().name(), d.code().title(), AuditJson.word(d.code().comparison()),
                d.position(), d.fact(), d.record(), d.part(), d.place(), d.key(), d.what(), d.code().next());
    }

    String csv() {
        return CsvRow
                .of(Arrays.asList(String.valueOf(number), code, title, comparison, text(position), text(fact), text(record), part,
                        place, key, what, next))
                + "\r\n";
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

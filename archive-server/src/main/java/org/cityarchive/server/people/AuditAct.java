package org.cityarchive.server.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.server.web.CsvRow;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done, in words.
 *
 * @param position of the fact in the log; null for what changed nothing
 * @param role the role then
 * @param detail one grey line; empty when there is nothing to say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditAct(Instant at, @Nullable Long position, String kind, String what, String detail, String who, String actor,
        String role, On on) {
    private static final String END = "\r\n";
    static final String CSV_HEAD = CsvRow
            .of(List.of("at", "position", "kind", "what", "detail", "who", "actor", "role", "on", "onId")) + END;
    /** The last line of a table that broke off. */
    static final String NOT_WHOLE = CsvRow.of(List.of("This table is not whole: the archive failed here. Export it again."))
            + END;

    /**
     * What it was done on.
     *
     * @param words such as "record" or "account CityHall"
     * @param id null where the words say all
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record On(String words, @Nullable String id) {
        /** Such as "7c1e…15". */
        @JsonIgnore
        public String shortly() {
            return id == null ? "" : id.length() > 12 ? id.substring(0, 4) + "…" + id.substring(id.length() - 2) : id;
        }

        /** Where it stands; null where it has no page. */
        @JsonIgnore
        public @Nullable String href() {
            return id == null ? null : switch (words) {
                case "record" -> "/record/" + id;
                case "import" -> "/capture/imports/" + id;
                default -> null;
            };
        }
    }

    String csv() {
        var cells = new ArrayList<@Nullable String>();
        cells.add(at.toString());
        cells.add(position == null ? null : position.toString());
        cells.addAll(List.of(kind, what, detail, who, actor, role, on.words()));
        cells.add(on.id());
        return CsvRow.of(cells) + END;
    }
}

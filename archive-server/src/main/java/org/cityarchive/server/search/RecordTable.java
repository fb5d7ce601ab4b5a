package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordJson;
import org.cityarchive.server.hold.LegalMarks.Mark;
import org.cityarchive.server.web.CsvRow;
import org.jspecify.annotations.Nullable;

/** Records as a table for spreadsheets. */
final class RecordTable {
    private static final String END = "\r\n";

    private static final List<String> RECORD = List.of("id", "platform", "account", "accountName", "nativeId", "kind", "parent",
            "authorId", "authorName", "authorKind", "createdAt", "firstObservedAt", "lastObservedAt", "state", "versions",
            "marks",
            "matchedVersion", "lang", "url", "media", "text");
    private static final List<String> LAW = List.of("series", "dueOn", "heldBy");

    static final String HEAD = CsvRow.of(Stream.concat(RECORD.stream(), LAW.stream()).toList()) + END;
    static final String HEAD_WITHOUT_LAW = CsvRow.of(RECORD) + END;

    /** The last line of a table that broke off. */
    static final String NOT_WHOLE = CsvRow.of(List.of("This table is not whole: the archive failed here. Export it again."))
            + END;

    private static final int STATE = 13;

    private RecordTable() {}

    /** A record that cannot be read: its id, and that. */
    static String damaged(DamagedRecord record) {
        var cells = new ArrayList<@Nullable String>(Collections.nCopies(RECORD.size() + LAW.size(), null));
        cells.set(0, record.record().toString());
        cells.set(STATE, "cannot be read");
        return CsvRow.of(cells) + END;
    }

    /** @param law what the law says of it today; null: a past is shown */
    static String row(RecordJson told, @Nullable Mark law) {
        var cells = cells(law == null ? told : told.marked(law.words()));
        cells.add(law == null ? null : String.join(" ", law.series()));
        cells.add(law == null || law.dueOn() == null ? null : law.dueOn().toString());
        cells.add(law == null ? null : law.holds());
        return CsvRow.of(cells) + END;
    }

    /** A row of a table that tells nothing of the law, under a head that does not either. */
    static String rowWithoutLaw(RecordJson record) {
        return CsvRow.of(cells(record)) + END;
    }

    private static List<@Nullable String> cells(RecordJson record) {
        var author = record.author();
        var cells = new ArrayList<@Nullable String>();
        cells.addAll(
                List.of(record.id(), record.platform(), record.account().handle(), record.account().name(), record.nativeId(),
                        record.kind()));
        cells.add(record.parent());
        cells.add(author == null ? null : author.id());
        cells.add(author == null ? null : author.name());
        cells.add(author == null ? null : author.kind());
        cells.add(record.createdAt() == null ? null : record.createdAt().toString());
        cells.addAll(List.of(record.firstObservedAt().toString(), record.lastObservedAt().toString(), record.state(),
                String.valueOf(record.versions()), String.join(" ", record.marks())));
        cells.add(record.matched() == null ? null : String.valueOf(record.matched().version()));
        cells.add(record.lang());
        cells.add(record.url());
        cells.add(String.join(" ", record.media().stream().map(RecordJson.Media::url).toList()));
        cells.add(record.text());
        return cells;
    }
}

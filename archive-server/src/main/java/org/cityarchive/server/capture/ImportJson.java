package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.server.capture.ImportView.RefusedLine;
import org.cityarchive.server.capture.ImportView.Refusals;
import org.jspecify.annotations.Nullable;

/** An import as the API spells it (ARCHITECTURE.md §7); {@code newRecords + newVersions + otherFacts + unchanged + refused = read}. */
public record ImportJson(UUID id, String format, String state, long read, long newRecords, long newVersions, long otherFacts,
        long unchanged,
        long refused, long number, String file, long size, @Nullable String account, boolean addAccounts, @Nullable String reason,
        long bytesDone, long bytesTotal, @Nullable Long perSecond, @Nullable Long secondsLeft, String startedBy,
        Instant createdAt,
        @Nullable Instant startedAt, @Nullable Instant finishedAt, List<String> remarks) {

    static ImportJson of(ImportView view) {
        var counts = view.counts();
        return new ImportJson(view.id(), view.format(), view.state().word(), counts.read(), counts.newRecords(),
                counts.newVersions(),
                counts.otherFacts(), counts.unchanged(), counts.refused(), view.number(), view.file(), view.size(),
                view.account(),
                view.addAccounts(), view.reason(), view.bytesDone(), view.bytesTotal(), view.perSecond(), view.secondsLeft(),
                view.startedBy(), view.createdAt(), view.startedAt(), view.finishedAt(), view.remarks());
    }

    /** A page of imports, the newest first. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Page(List<ImportJson> items, @Nullable String next, long total) {}

    /** A refused line. */
    public record Reject(long line, String reason, String type, String place) {
        static Reject of(RefusedLine line) {
            return new Reject(line.line(), line.reason(), line.type(), line.place());
        }
    }

    /** A page of refused lines, with how many there are of each type. */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Rejects(List<Reject> items, @Nullable String next, long total, List<Refusals> types) {}
}

package org.cityarchive.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.server.capture.ImportBar;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/**
 * An export as its owner sees it.
 *
 * @param by who exported, in words
 * @param typed the query as typed; empty for everything
 * @param reading the query and its filters in plain words
 * @param secondsLeft null while nobody can say
 */
public record ExportView(UUID id, long number, String by, boolean own, String state, @Nullable String reason, String typed,
        String reading, boolean chosen, List<String> formats, long knownAt, long total, long done, long size,
        @Nullable String digest, @Nullable Long secondsLeft, Instant createdAt, @Nullable Instant finishedAt, Instant expiresAt,
        PageAddress again) {

    /** Whether it is being made. */
    public boolean going() {
        return state.equals("queued") || state.equals("running");
    }

    /** Per mille of its records that are written. */
    public int part() {
        return total == 0 ? (state.equals("done") ? 1000 : 0) : (int) (done * 1000 / total);
    }

    public int percent() {
        return part() / 10;
    }

    /** Such as "412 MB". */
    public String weight() {
        return ImportBar.size(size);
    }

    /** Such as "about 24 s left"; null while nobody can say. */
    public @Nullable String left() {
        return secondsLeft == null ? null : "about " + ImportBar.left(secondsLeft) + " left";
    }

    /** Such as "63 records". */
    public String count() {
        return String.format(Locale.US, "%,d %s", total, total == 1 ? "record" : "records");
    }

    /** How it stands, in one word for people. */
    public String word() {
        return switch (state) {
            case "queued" -> "Waiting";
            case "running" -> "Writing";
            case "done" -> "Ready";
            case "failed" -> "Stopped";
            case "cancelled" -> "Cancelled";
            default -> "Deleted";
        };
    }
}

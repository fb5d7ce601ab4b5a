package org.cityarchive.server.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.server.capture.DamagedRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a package holds, so that anyone can check that it is whole.
 *
 * @param form the manifest's own form; a changed one has another number
 * @param knownAt the position whose knowledge all files show
 * @param knownAtTime when the fact at that position was kept
 * @param ids records chosen one by one; absent where all were exported that the query finds
 * @param damaged records that are counted and cannot be read, and what of them; absent where there are none
 * @param destroyed how many destroyed records could have answered, counted by what remains of them; absent where none
 * @param fields what the members of the data mean, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExportManifest(String form, long export, String city, String exportedBy, Instant exportedAt, Map<String, String> query,
        String reading, @Nullable List<String> ids, @Nullable Instant asOf, long knownAt, Instant knownAtTime, long records,
        String versions, @Nullable Map<String, String> damaged, @Nullable Long destroyed, @Nullable String destroyedSentence,
        List<Part> files, Map<String, String> fields) {

    /**
     * A file of the package.
     *
     * @param size its bytes
     * @param sha256 of its bytes, in hex
     */
    record Part(String name, long size, String sha256, long records) {}

    static ExportManifest of(ExportCover cover, ExportWish wish, List<Part> parts,
            List<DamagedRecord> damaged) {
        return new ExportManifest("city-archive-export-1", cover.number(), cover.city(), cover.by(), cover.madeAt(),
                wish.asked(), cover.reading(), wish.isChosen() ? wish.ids().stream().map(Object::toString).toList() : null,
                cover.asOf(), cover.position(), cover.positionAt(), cover.total(), cover.allVersions() ? "all" : "matched",
                damaged.isEmpty() ? null : told(damaged), cover.destroyed() == null ? null : cover.destroyed().total(),
                cover.destroyed() == null ? null : cover.destroyed().sentence(), parts, fields(wish));
    }

    private static Map<String, String> told(List<DamagedRecord> damaged) {
        var told = new TreeMap<String, String>();
        damaged.forEach(one -> told.put(one.record().toString(), one.what()));
        return told;
    }

    private static Map<String, String> fields(ExportWish wish) {
        var fields = new TreeMap<>(FIELDS);
        if (!wish.isHandOver()) {
            fields.putAll(LAW);
        }
        return fields;
    }

    private static final Map<String, String> LAW = Map.of("marks",
            "deleted, hidden, edited, reappeared, late, future-date; on the day of the export held, due, not-yet-checked",
            "series", "codes of the retention series it was in on the day of the export", "dueOn",
            "the first day on which nothing would stand in the way of its disposition, as far as was known; absent where a deed"
                    + " must come first",
            "heldBy", "numbers of the holds in force that covered it on the day of the export");

    private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("id", "the archive's id of the record"),
            Map.entry("nativeId", "the platform's own id"),
            Map.entry("account", "the city's account on which the record stands"),
            Map.entry("kind", "post, comment, message or profile"),
            Map.entry("parent", "id of the record that it answers"),
            Map.entry("text", "the wording that stood; empty where none was kept"),
            Map.entry("createdAt", "the platform's time of creation, UTC; absent where it gave none"),
            Map.entry("firstObservedAt", "when a source first saw it, UTC"),
            Map.entry("lastObservedAt", "when a source last saw it, as told by the facts up to knownAt, UTC"),
            Map.entry("state", "present, hidden or gone, as last observed; who deleted it is not stated"),
            Map.entry("versions", "how many wordings were kept"),
            Map.entry("marks", "deleted, hidden, edited, reappeared, late, future-date"),
            Map.entry("matched", "the wording that answers the query, and where its words stand (UTF-16 units)"),
            Map.entry("damaged", "the record is kept and cannot be read: what of it does not open"),
            Map.entry("wordings", "every kept wording, oldest first"));
}

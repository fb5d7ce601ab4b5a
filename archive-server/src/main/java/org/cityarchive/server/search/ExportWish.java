package org.cityarchive.server.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import tools.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * What is to be exported, and how.
 *
 * @param asked the search, by the names of its parameters
 * @param ids records chosen one by one, in the order chosen; empty: all that the search finds
 * @param allVersions whether every wording is told, or only the one that stood and the one that answers
 * @param batch the disposition of which these are handed over, with raw bytes, media and proofs; null: a plain export
 */
record ExportWish(Map<String, String> asked, List<RecordId> ids, Set<ExportForm> forms, boolean allVersions,
        @Nullable UUID batch) {
    /** The most that may be chosen one by one. */
    static final int MOST_CHOSEN = 5_000;
    private static final List<String> SEARCH = List.of("q", "account", "platform", "kind", "author", "authorKind", "from", "to",
            "deleted", "edited", "sort", "asOf", "knownAt");
    private static final String[] ALL = all();

    private static String[] all() {
        var names = new ArrayList<>(SEARCH);
        names.addAll(List.of("ids", "formats", "versions"));
        return names.toArray(String[]::new);
    }

    /** Reads a request; any other parameter is refused. */
    static ExportWish of(Parameters given) {
        given.only(ALL);
        var asked = new LinkedHashMap<String, String>();
        SEARCH.forEach(name -> given.text(name).ifPresent(value -> asked.put(name, value)));
        var ids = new LinkedHashSet<RecordId>();
        given.all("ids").forEach(id -> ids.add(new RecordId(Parameters.id("ids", id))));
        if (ids.size() > MOST_CHOSEN) {
            throw new BadParameter("ids",
                    "At most " + MOST_CHOSEN + " records are chosen one by one; export what a query finds.");
        }
        boolean allVersions = given.text("versions").map(word -> switch (word) {
            case "all" -> true;
            case "matched" -> false;
            default -> throw new BadParameter("versions", "The parameter versions takes all or matched.");
        }).orElse(true);
        var formats = given.all("formats");
        return new ExportWish(asked, List.copyOf(ids),
                ExportForm.of(formats.isEmpty() ? List.of("csv", "json", "html") : formats),
                allVersions, null);
    }

    /** Records of a disposition's list, to be handed over whole. */
    static ExportWish handOver(UUID batch, List<RecordId> ids) {
        return new ExportWish(Map.of(), ids, EnumSet.allOf(ExportForm.class), true, batch);
    }

    /** The name of a form's file. */
    String file(ExportForm form) {
        return batch != null && form == ExportForm.HTML ? "index.html" : form.file();
    }

    /** Whether it leaves for another keeper: such a package tells nothing of the city's own holds and days. */
    boolean isHandOver() {
        return batch != null;
    }

    boolean isChosen() {
        return !ids.isEmpty();
    }

    /** The same of one position's knowledge. */
    ExportWish knownAt(long position) {
        var pinned = new LinkedHashMap<>(asked);
        pinned.put("knownAt", String.valueOf(position));
        return new ExportWish(pinned, ids, forms, allVersions, batch);
    }

    /** The search that it asks. */
    Asked search(ZoneId city, Positions positions) {
        var given = new LinkedHashMap<String, String[]>();
        asked.forEach((name, value) -> given.put(name, new String[]{value}));
        return Asked.of(new Parameters(given), city, positions);
    }

    /** As it is sealed. */
    private record Kept(Map<String, String> asked, List<String> ids, List<String> forms, boolean allVersions,
            @Nullable UUID batch) {}

    String written(JsonMapper json) {
        return json.writeValueAsString(new Kept(asked, ids.stream().map(RecordId::toString).toList(),
                forms.stream().map(ExportForm::word).toList(), allVersions, batch));
    }

    static ExportWish read(String written, JsonMapper json) {
        var kept = json.readValue(written, Kept.class);
        return new ExportWish(kept.asked(), kept.ids().stream().map(id -> new RecordId(Parameters.id("ids", id))).toList(),
                ExportForm.of(kept.forms()), kept.allVersions(), kept.batch());
    }
}

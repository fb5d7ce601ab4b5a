package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.server.capture.ShownMedium.Held;
import org.cityarchive.server.vault.SealBroken;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which media does a version show, and are their bytes here and unchanged? */
final class RecordMedia {
    /** A medium up to this size is read through before a page says that it is here; of a larger one the beginning is. */
    private static final long READ_THROUGH = 8L << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Records records;

    RecordMedia(Records records) {
        this.records = records;
    }

    /** In their order; empty where the version shows none. */
    List<ShownMedium> of(RecordAt record, Wording wording) {
        var media = wording.content().media();
        var shown = new ArrayList<ShownMedium>();
        for (int i = 0; media != null && i < media.size(); i++) {
            var kept = kept(record, wording, i);
            shown.add(kept.isEmpty()
                    ? ShownMedium.of(i, media.get(i), Held.ADDRESS, 0, null)
                    : looked(ShownMedium.of(i, media.get(i), Held.FILE, kept.get().bytes(), null), kept.get()));
        }
        return List.copyOf(shown);
    }

    /** The fact that sealed a version's medium: with that version, or with another sighting of the same medium. */
    Optional<MediaCaptured> kept(RecordAt record, Wording wording, int index) {
        var media = wording.content().media();
        if (media == null || index < 0 || index >= media.size()) {
            return Optional.empty();
        }
        var all = record.view().media();
        return all.stream().filter(m -> m.fact().number() == wording.part() && m.fact().index() == index).findFirst()
                .or(() -> all.stream().filter(m -> media.get(index).equals(m.shown())).findFirst())
                .map(RecordView.KeptMedium::fact);
    }

    private ShownMedium looked(ShownMedium medium, MediaCaptured fact) {
        try (var bytes = records.medium(fact)) {
            boolean image = ImageType.of(bytes.readNBytes(ImageType.HEAD)).isPresent();
            if (fact.bytes() <= READ_THROUGH) {
                records.verify(fact);
            }
            return image && fact.bytes() <= MediaPages.LARGEST_DRAWN
                    ? new ShownMedium(medium.index(), medium.medium(), medium.name(), Held.IMAGE, fact.bytes(), null)
                    : medium;
        } catch (SealBroken e) {
            return new ShownMedium(medium.index(), medium.medium(), medium.name(), Held.BROKEN, fact.bytes(), e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the platform marked the version's media as sensitive: Mastodon says {@code sensitive}, X {@code possibly_sensitive}. */
    boolean isSensitive(RecordAt record, Wording wording) {
        var media = wording.content().media();
        if (media == null || media.isEmpty()) {
            return false;
        }
        try {
            var raw = JSON.readTree(records.part(record.id(), wording.part()).raw());
            return marked(raw) || marked(raw.path("tweet"));
        } catch (JacksonException _) {
            return false; // not JSON: nothing there says so
        }
    }

    private static boolean marked(JsonNode node) {
        return node.path("sensitive").asBoolean(false) || node.path("possibly_sensitive").asBoolean(false);
    }
}

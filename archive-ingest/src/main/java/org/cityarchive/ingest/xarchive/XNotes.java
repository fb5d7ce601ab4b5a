package org.cityarchive.ingest.xarchive;

import java.util.Optional;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.ingest.json.Fault;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.JsonReader;
import org.cityarchive.ingest.json.Member;

/**
 * Long texts. A tweets part cuts them, and a note names no tweet: a note belongs to the one tweet that was made within two seconds of it
 * and whose cut text it begins with.
 */
final class XNotes {
    /** Characters of long texts held; an archive with more keeps the cut texts, and says so. */
    private static final int MOST_HELD = 32 << 20;
    private static final int SHORTEST_CUT = 40;

    private record Note(String text, Slices.Slice slice) {}

    private final JsonReader reader = new JsonReader();
    private final Map<Long, List<Integer>> bySecond = new HashMap<>();
    private final List<Note> notes = new ArrayList<>();
    private final BitSet used = new BitSet();
    private long held;
    private long tooMany;
    private boolean broken;

    void add(Slices.Slice slice) {
        if (held > MOST_HELD) {
            tooMany++;
            return;
        }
        held += slice.bytes().length;
        notes.add(new Note(text(slice), slice));
    }

    private String text(Slices.Slice slice) {
        try {
            var note = Member.of(reader.read(slice.bytes()), "$").object("noteTweet");
            var core = note.isPresent() ? note.get().object("core") : Optional.<Member>empty();
            var text = core.isPresent() ? core.get().words("text") : null;
            var made = note.isPresent() ? XTweet.time(note.get().words("createdAt")) : null;
            if (text != null && made != null) {
                bySecond.computeIfAbsent(made.getEpochSecond(), _ -> new ArrayList<>()).add(notes.size());
            }
            return text == null ? "" : XTweet.decoded(text);
        } catch (FaultException _) {
            return ""; // belongs to no tweet then, and is refused with those at the end
        }
    }

    /** The tweet with its long text, if a note holds it. */
    XTweet completed(XTweet tweet) {
        var made = tweet.made();
        var cut = tweet.content().text();
        if (made == null || cut == null || notes.isEmpty()) {
            return tweet;
        }
        var shown = cut.replaceAll("(…|\\.\\.\\.)?\\s*(https://t\\.co/\\w+\\s*)*$", "").strip();
        var found = new ArrayList<Integer>();
        for (long second = made.getEpochSecond() - 2; shown.length() >= SHORTEST_CUT
                && second <= made.getEpochSecond() + 2; second++) {
            for (int note : bySecond.getOrDefault(second, List.of())) {
                if (notes.get(note).text.startsWith(shown)) {
                    found.add(note);
                }
            }
        }
        if (found.size() != 1) {
            return tweet;
        }
        used.set(found.getFirst());
        return tweet.withText(notes.get(found.getFirst()).text);
    }

    /** Notes that no tweet took. */
    List<Slices.Slice> left() {
        var left = new ArrayList<Slices.Slice>();
        for (int i = used.nextClearBit(0); i < notes.size(); i = used.nextClearBit(i + 1)) {
            left.add(notes.get(i).slice);
        }
        return left;
    }

    Fault whyLeft() {
        return new Fault("note-without-post", Fault.WHOLE,
                "A long text (note) that belongs to exactly one post of this archive was expected.");
    }

    void broken() {
        broken = true;
    }

    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (tooMany > 0) {
            remarks.add(tooMany + " long texts were more than can be held at once; their posts have the cut text.");
        }
        if (broken) {
            remarks.add("The file of long texts is broken; posts whose long text was lost have the cut text.");
        }
        return remarks;
    }
}

package org.cityarchive.search.index;

import java.nio.ByteBuffer;
import java.util.List;

import org.apache.lucene.util.BytesRef;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery.Carried;

/**
 * Every field of the index. A block is one record in one state of the archive's knowledge: a document a stretch, and last the record's
 * own. What is asked of the record stands on both, under names of their {@link Level}, so that either can be asked alone.
 */
public final class RecordFields {

    /** Whose document: the record's, which ends its block, or a stretch's. */
    public enum Level {
        RECORD("record."), STRETCH("stretch.");

        private final String prefix;

        Level(String prefix) {
            this.prefix = prefix;
        }

        /** The name of a field that stands on both. */
        public String of(String field) {
            return prefix + field;
        }
    }

    /** The record's id, on every document of its blocks: by it they are replaced whole. */
    public static final String ID = "id";
    /** On documents of knowledge that is not the last, so that the present is what lacks it. */
    public static final String PAST = "past";
    /** First position at which this was known, and first at which it was no longer all. */
    public static final String KNOWN_FROM = "known-from";
    public static final String KNOWN_UNTIL = "known-until";

    // on both levels
    /** {@link #YES} on every document of the level. */
    public static final String EVERY = "every";
    public static final String ACCOUNT = "account";
    public static final String PLATFORM = "platform";
    public static final String KIND = "kind";
    public static final String REPLY_TO = "reply-to";
    /** Microseconds of making, see Moments. */
    public static final String AT = "at";
    /** Microseconds at which its first fact was kept. */
    public static final String CAPTURED = "captured";
    /** Marks and author kind of the record's last state. */
    public static final String MARK = "mark";
    public static final String AUTHOR_KIND = "author-kind";
    /** {@link Standing}, packed: the last state on the record, its own on a stretch. */
    public static final String STANDING = "standing";

    // on the record's document only
    public static final String ID_HIGH = "id-high";
    public static final String ID_LOW = "id-low";

    // on a stretch's document only
    /** Observed time, microseconds: first instant, and first instant after. */
    public static final String FROM = "from";
    public static final String TO = "to";
    /** Marks and author kind as they stood in this stretch. */
    public static final String MARK_THEN = "mark-then";
    public static final String AUTHOR_KIND_THEN = "author-kind-then";
    /** The words with their positions, each as {@link WordTerms} spells it. */
    public static final String TEXT = "text";
    public static final String HASHTAG = "hashtag";
    public static final String MENTION = "mention";
    public static final String LINK = "link";
    public static final String AUTHOR = "author";
    /** The author's name folded, {@link #SHOWN_AFTER}, and the name as it is shown; nothing after it on a private message. */
    public static final String AUTHOR_SHOWN = "author-shown";
    public static final String LANG = "lang";
    public static final String HAS = "has";
    /** What is counted of language and things carried: the language as a value, the things as bits in the order of {@link #CARRIED}. */
    public static final String LANG_COUNTED = "lang-counted";
    public static final String HAS_COUNTED = "has-counted";

    /** Places in this list stand in the index: a new value is added at the end. */
    public static final List<Carried> CARRIED = List.of(Carried.MEDIA, Carried.PHOTO, Carried.VIDEO, Carried.LINK);

    public static final String YES = "1";
    public static final char SHOWN_AFTER = '\u0000';

    private RecordFields() {}

    /** A record's id as its documents carry it. */
    public static BytesRef bytes(RecordId id) {
        var bytes = ByteBuffer.allocate(16).putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits());
        return new BytesRef(bytes.array());
    }
}

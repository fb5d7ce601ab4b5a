package org.cityarchive.search.index;

import java.util.List;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.SearchableRecord.Stretch;

/** What counts are kept of, and the number of the wording, in one number a document. */
public record Standing(long packed) {
    // places in these lists stand in the index: a new value is added at the end
    private static final List<AuthorKind> AUTHORS = List.of(AuthorKind.CITY, AuthorKind.PUBLIC, AuthorKind.UNKNOWN);
    private static final List<Kind> KINDS = List.of(Kind.POST, Kind.COMMENT, Kind.MESSAGE, Kind.PROFILE);
    /** Standings differ in this many ways, wording apart. */
    public static final int WAYS = 1 << 8;

    static Standing of(Kind kind, Stretch stretch) {
        var marks = stretch.marks();
        long packed = (long) stretch.version() << 8;
        packed |= marks.contains(Mark.DELETED) ? 1 : 0;
        packed |= marks.contains(Mark.EDITED) ? 2 : 0;
        packed |= marks.contains(Mark.HIDDEN) ? 4 : 0;
        packed |= (long) AUTHORS.indexOf(stretch.words().author()) << 3;
        packed |= (long) KINDS.indexOf(kind) << 5;
        return new Standing(packed);
    }

    /** Number of the way, below {@link #WAYS}. */
    public static int way(long packed) {
        return (int) (packed & (WAYS - 1));
    }

    public static int version(long packed) {
        return (int) (packed >>> 8);
    }

    public boolean deleted() {
        return (packed & 1) != 0;
    }

    public boolean edited() {
        return (packed & 2) != 0;
    }

    public boolean hidden() {
        return (packed & 4) != 0;
    }

    public AuthorKind author() {
        return AUTHORS.get((int) (packed >> 3) & 3);
    }

    public Kind kind() {
        return KINDS.get((int) (packed >> 5) & 7);
    }
}

package org.cityarchive.core.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Locale;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.RecordQuery.When;
import org.jspecify.annotations.Nullable;

/**
 * What a page or API call asks beside its query; null asks nothing.
 *
 * @param account handle or account id
 * @param author the author's name or id on the platform
 * @param from first instant of making that answers
 * @param to first instant that no longer answers
 */
public record Filters(@Nullable String account, @Nullable String platform, @Nullable Kind kind, @Nullable String author,
        @Nullable AuthorKind authorKind, @Nullable Instant from, @Nullable Instant to, @Nullable Boolean deleted,
        @Nullable Boolean edited) {

    public static final Filters NONE = new Filters(null, null, null, null, null, null, null, null, null);

    /** The filters as a query, to be joined with {@link RecordQuery#and}. */
    public RecordQuery query() {
        var parts = new ArrayList<RecordQuery>();
        if (account != null) {
            parts.add(new RecordQuery.OnAccount(account.replaceFirst("^@(?=.)", "")));
        }
        if (platform != null) {
            parts.add(new RecordQuery.OnPlatform(platform.toLowerCase(Locale.ROOT)));
        }
        if (kind != null) {
            parts.add(new RecordQuery.OfKind(kind));
        }
        if (author != null) {
            parts.add(new RecordQuery.By(author));
        }
        if (authorKind != null) {
            parts.add(new RecordQuery.ByKind(authorKind));
        }
        if (from != null) {
            parts.add(new Made(When.AFTER, from.toString(), from, null));
        }
        if (to != null) {
            parts.add(new Made(When.BEFORE, to.toString(), null, to));
        }
        if (deleted != null) {
            parts.add(standing(Mark.DELETED, deleted));
        }
        if (edited != null) {
            parts.add(standing(Mark.EDITED, edited));
        }
        return RecordQuery.all(parts);
    }

    private static RecordQuery standing(Mark mark, Boolean wanted) {
        var is = new RecordQuery.Is(mark);
        return wanted ? is : RecordQuery.not(is);
    }
}

package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.cityarchive.core.capture.Content;
import org.jspecify.annotations.Nullable;

/**
 * A record as the API gives it (ARCHITECTURE.md §7).
 *
 * @param parent id of the record that it answers
 * @param parentNativeId what it answers, as the platform names it
 * @param text the wording that stood; empty where none was kept
 * @param matched which wording answered a search; only in its results
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordJson(String id, String platform, Account account, String nativeId, String kind, @Nullable String parent,
        @Nullable String parentNativeId, @Nullable Author author, String text, @Nullable String lang,
        @Nullable Instant createdAt, Instant firstObservedAt, Instant lastObservedAt, String state, int versions,
        List<String> marks, @Nullable String url, List<Media> media, @Nullable Matched matched) {

    /** The city's account on which it stands. */
    public record Account(String id, String handle, String name) {}

    /** Whose words. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Author(@Nullable String id, @Nullable String name, String kind) {}

    /** A picture, film or file shown with it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Media(@Nullable String id, String url, @Nullable String type, @Nullable String alt, @Nullable String sha256) {
        static List<Media> of(@Nullable Content content) {
            var media = content == null ? null : content.media();
            return media == null
                    ? List.of()
                    : media.stream().map(m -> new Media(m.id(), m.url(), m.type(), m.alt(), m.sha256())).toList();
        }
    }

    /** The wording that answered a search, and where the words stand in it. */
    public record Matched(int version, List<Highlight> highlights) {}

    /**
     * Words that were searched.
     *
     * @param start first UTF-16 unit in the wording's text, from 0
     * @param end after the last
     * @param text what stands there
     */
    public record Highlight(int start, int end, String text) {}

    /** The same with more marks. */
    public RecordJson marked(List<String> more) {
        var all = new ArrayList<>(marks);
        all.addAll(more);
        return new RecordJson(id, platform, account, nativeId, kind, parent, parentNativeId, author, text, lang, createdAt,
                firstObservedAt, lastObservedAt, state, versions, List.copyOf(all), url, media, matched);
    }

    public static RecordJson of(RecordAt record) {
        return of(record, null);
    }

    public static RecordJson of(RecordAt record, @Nullable Matched matched) {
        return of(record, record.content(), matched);
    }

    static RecordJson of(RecordAt record, @Nullable Content content, @Nullable Matched matched) {
        var view = record.view();
        var history = record.history();
        var origin = history.origin();
        var text = content == null ? null : content.text();
        return new RecordJson(record.id().toString(), origin.platform(), account(view), view.nativeId(),
                RecordAt.word(origin.kind()),
                view.parent() == null ? null : view.parent().toString(), view.parentNativeId(), author(view, content),
                text == null ? "" : text, content == null ? null : content.lang(), origin.createdAt(), history.firstObservedAt(),
                view.lastObservedAt(), RecordAt.word(record.state()), record.stretch().wordings(), record.marks(),
                content == null ? null : content.url(), Media.of(content), matched);
    }

    private static Account account(RecordView view) {
        var account = view.account();
        return new Account(account.account().toString(), account.handle(), account.name());
    }

    private static @Nullable Author author(RecordView view, @Nullable Content content) {
        var author = content == null ? null : content.author();
        return author == null ? null : new Author(author.id(), author.name(), RecordAt.word(view.authorKind()));
    }
}

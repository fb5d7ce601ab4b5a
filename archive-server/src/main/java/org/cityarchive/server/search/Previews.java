package org.cityarchive.server.search;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.capture.FactWords;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.search.Findings.Finding;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/** Draws one record beside the result. */
final class Previews {
    private static final int ANSWERED = 160;

    private final Findings findings;
    private final CityTimes times;

    Previews(Findings findings, CityTimes times) {
        this.findings = findings;
        this.times = times;
    }

    /**
     * A record beside the result.
     *
     * @param text null where no wording was kept, or it is restricted
     * @param restricted whether its words are shown on its own page only
     * @param posted the platform's creation time; null when it gave none
     * @param source how it was first seen
     * @param media how many media its wording has
     * @param replies how many records answer it
     * @param answered what it answers; null when it answers nothing
     */
    record Preview(String href, RecordTitle title, @Nullable CardText text, boolean restricted, @Nullable String lang,
            List<StateMark> marks,
            @Nullable Instant posted, Instant firstSeen, String source, Instant lastSeen, int versions, int media, long replies,
            String repliesHref, @Nullable Answered answered) {}

    /** @param text the beginning of what is answered; null where the archive does not hold it, or it is restricted */
    record Answered(@Nullable String author, @Nullable String text) {}

    Preview of(Finding finding, PageAddress list, AsOf asOf) {
        var record = finding.record();
        var history = record.history();
        var content = record.content();
        var replies = new RecordQuery.ReplyTo(record.id().toString());
        return new Preview(Card.address(record, list).toString(), RecordTitle.of(record),
                record.isRestricted() ? null : Card.text(finding), record.isRestricted(), Card.lang(record),
                StateMark.of(record, times), history.origin().createdAt(), history.firstObservedAt(),
                source(record), record.view().lastObservedAt(),
                record.stretch().wordings(), content == null || content.media() == null ? 0 : content.media().size(),
                findings.count(replies, asOf), list.without("cursor", "page", "trail").with("q", replies.canonical()).toString(),
                answered(record, asOf));
    }

    private static String source(RecordAt record) {
        return FactWords.source(record.view().facts().stream().map(fact -> fact.fact().sighting())
                .min(Comparator.comparing(Sighting::observedAt)).orElseThrow());
    }

    private @Nullable Answered answered(RecordAt record, AsOf asOf) {
        if (record.view().parentNativeId() == null) {
            return null;
        }
        var parent = record.view().parent();
        return parent == null
                ? new Answered(null, null)
                : findings.one(parent, asOf).map(Previews::begins).orElse(new Answered(null, null));
    }

    private static Answered begins(RecordAt parent) {
        var content = parent.content();
        var text = content == null ? null : content.text();
        if (text == null || parent.isRestricted()) {
            return new Answered(RecordTitle.of(parent).author(), null);
        }
        int end = text.offsetByCodePoints(0, Math.min(ANSWERED, text.codePointCount(0, text.length())));
        return new Answered(RecordTitle.of(parent).author(), end < text.length() ? text.substring(0, end) + "…" : text);
    }
}

package org.cityarchive.server.search;

import java.time.Instant;
import java.util.List;

import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.search.Findings.Finding;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/**
 * A record in a list.
 *
 * @param at the platform's creation time, else when it was first seen
 * @param claimed whether the platform gave that time
 * @param text null where no wording was kept, or it is restricted
 * @param restricted whether its words are shown on its own page only
 * @param note one grey fact; null when there is none
 */
public record Card(String href, RecordTitle title, Instant at, boolean claimed, @Nullable CardText text, boolean restricted,
        @Nullable String lang,
        List<StateMark> marks, @Nullable String note) {

    static Card of(Finding finding, PageAddress list, CityTimes times) {
        var record = finding.record();
        var origin = record.history().origin();
        return new Card(address(finding, list).toString(), RecordTitle.of(record), record.history().at(),
                origin.createdAt() != null,
                record.isRestricted() ? null : text(finding), record.isRestricted(), lang(record), StateMark.of(record, times),
                note(finding));
    }

    /** The record's page, with the way back to the list and the past that the list shows. */
    private static PageAddress address(Finding finding, PageAddress list) {
        return PageAddress.of("/record/" + finding.record().id()).with("asOf", list.parameters().get("asOf"))
                .with("knownAt", list.parameters().get("knownAt")).with("back", list.toString());
    }

    private static @Nullable CardText text(Finding finding) {
        var record = finding.record();
        var matched = finding.matched();
        var shown = record.wording();
        if (matched != null) {
            var text = record.history().wordings().get(matched.version() - 1).content().text();
            return text == null ? null : CardText.of(text, matched.highlights());
        }
        var text = shown == null ? null : shown.content().text();
        return text == null ? null : CardText.of(text, List.of());
    }

    private static @Nullable String lang(RecordAt record) {
        var content = record.content();
        var lang = content == null ? null : content.lang();
        return lang != null && lang.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") ? lang : null;
    }

    private static @Nullable String note(Finding finding) {
        var matched = finding.matched();
        int versions = finding.record().stretch().wordings();
        return matched == null || matched.version() >= versions
                ? null
                : "version " + matched.version() + " of " + versions + " matches, the last does not";
    }
}

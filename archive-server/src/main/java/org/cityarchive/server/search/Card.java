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
 * @param preview address of the record beside the result
 * @param at the platform's creation time, else when it was first seen
 * @param claimed whether the platform gave that time
 * @param text null where no wording was kept, or it is restricted
 * @param restricted whether its words are shown on its own page only
 * @param note one grey fact; null when there is none
 */
public record Card(String id, String href, String preview, RecordTitle title, Instant at, boolean claimed,
        @Nullable CardText text, boolean restricted, @Nullable String lang,
        List<StateMark> marks, @Nullable String note) {

    static Card of(Finding finding, PageAddress list, CityTimes times) {
        var record = finding.record();
        var origin = record.history().origin();
        var matched = finding.matched();
        var preview = list.at("/search/preview/" + record.id())
                .with("version", matched == null ? null : String.valueOf(matched.version())).toString();
        return new Card(record.id().toString(), address(record, list).toString(), preview, RecordTitle.of(record),
                record.history().at(),
                origin.createdAt() != null,
                record.isRestricted() ? null : text(finding), record.isRestricted(), lang(record), StateMark.of(record, times),
                note(finding));
    }

    /** The record's page, with the way back to the list and the past that the list shows. */
    static PageAddress address(RecordAt record, PageAddress list) {
        return PageAddress.of("/record/" + record.id()).with("asOf", list.parameters().get("asOf"))
                .with("knownAt", list.parameters().get("knownAt")).with("back", list.toString());
    }

    static @Nullable CardText text(Finding finding) {
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

    static @Nullable String lang(RecordAt record) {
        var content = record.content();
        var lang = content == null ? null : content.lang();
        return lang != null && lang.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") ? lang : null;
    }

    private static @Nullable String note(Finding finding) {
        int versions = finding.record().stretch().wordings();
        if (finding.matched() == null || versions < 2 || finding.record().asOf() != null) {
            return null;
        }
        return finding.answering() + " of " + versions + (finding.answering() == 1 ? " versions matches" : " versions match");
    }
}

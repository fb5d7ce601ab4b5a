package org.cityarchive.server.disposition;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.retention.Reason;
import org.jspecify.annotations.Nullable;

/** How the parts of the due list's bar are said and drawn. */
final class DueWords {
    private DueWords() {}

    /**
     * One way in which a record stands.
     *
     * @param words in small letters, after a number
     * @param icon its icon's name, without prefix
     * @param tone class of its colour; empty: none
     */
    record Kind(String words, String icon, String tone) {}

    /** A part of the bar. */
    record Part(String reason, long count, Kind kind) {}

    /** The parts that are not empty, due first; they add up to the bar's whole. */
    static List<Part> parts(DueList.Bar bar) {
        var parts = new ArrayList<Part>();
        parts.add(new Part(DueAsked.DUE, bar.due(), of(null)));
        bar.not().forEach((reason, count) -> parts.add(new Part(reason.word(), count, of(reason))));
        return List.copyOf(parts);
    }

    /** @param reason null: due */
    static Kind of(@Nullable Reason reason) {
        return reason == null ? new Kind("due", "check-circle", "ca-green") : switch (reason) {
            case HOLD -> new Kind("on hold", "shield-exclamation", "ca-violet");
            case RELEASE_WAIT -> new Kind("waiting after a release", "clock-history", "ca-violet");
            case REQUEST -> new Kind("in an open request", "inbox", "ca-blue");
            case TRIGGER -> new Kind("trigger open", "hourglass-bottom", "ca-amber");
            case SERIES -> new Kind("without a settled series", "question-circle", "ca-slate");
            case OFFER -> new Kind("to be offered first", "megaphone", "ca-amber");
            case REPLY -> new Kind("needed by a reply", "reply", "ca-blue");
            case PERMANENT -> new Kind("kept for ever", "archive", "ca-slate");
            case KEPT -> new Kind("within their period", "calendar", "ca-slate");
            case UNPROVEN -> new Kind("not proven", "exclamation-triangle", "ca-amber");
        };
    }
}

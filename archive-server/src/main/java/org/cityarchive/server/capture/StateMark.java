package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.State;
import org.cityarchive.server.web.CityTimes;

/**
 * A mark of a record's state as pages show it: always an icon and a word (DESIGN.md §5).
 *
 * @param tone red, amber, blue, slate or plain
 * @param icon name of a bootstrap icon
 */
public record StateMark(String tone, String icon, String text) {

    /** A record's marks, in the order of DESIGN.md §5. */
    public static List<StateMark> of(RecordAt record, CityTimes times) {
        var marks = new ArrayList<StateMark>();
        var since = record.states().isEmpty() ? record.stretch().from() : record.states().getLast().sighting().observedAt();
        if (record.state() == State.GONE) {
            marks.add(new StateMark("red", "x-circle", "Deleted, seen " + times.day(since)));
        }
        if (record.state() == State.HIDDEN) {
            marks.add(new StateMark("slate", "eye-slash", "Hidden, seen " + times.day(since)));
        }
        if (record.isEdited()) {
            marks.add(new StateMark("amber", "pencil", edited(record.stretch().wordings() - 1)));
        }
        if (record.isBack()) {
            marks.add(new StateMark("blue", "arrow-counterclockwise", "Came back after deletion"));
        }
        if (record.isLate()) {
            marks.add(new StateMark("blue", "clock-history", "Captured late"));
        }
        if (record.isAheadOfItsTime()) {
            marks.add(new StateMark("plain", "question-circle", "Dated ahead of its time"));
        }
        if (record.isRestricted()) {
            marks.add(new StateMark("slate", "person-lock", "Restricted"));
        }
        if (record.wording() == null) {
            marks.add(new StateMark("plain", "file-earmark-x", "Text not kept"));
        }
        return List.copyOf(marks);
    }

    static String edited(int times) {
        return switch (times) {
            case 1 -> "Edited";
            case 2 -> "Edited twice";
            default -> "Edited " + times + " times";
        };
    }
}

package org.cityarchive.server.retention;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.cityarchive.core.retention.RetentionPeriod;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.retention.Trigger;

/**
 * A series as a schedule lists it, with the words that lie sealed beside the facts.
 *
 * @param title what belongs to it
 * @param schedule of which of the state's schedules it is, as people call it
 * @param version of that schedule
 * @param note where the period comes from
 */
record SeriesLine(Series series, String title, String schedule, String version, String note) {
    static final int LONGEST = 500;

    /** What a line lacks or has wrong, by its column. */
    static final class WrongLineException extends Exception {
        private final String column;

        WrongLineException(String column, String sentence) {
            super(sentence);
            this.column = column;
        }

        String column() {
            return column;
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    public String code() {
        return series.code().value();
    }

    /** Such as "3 years from closed"; what is permanent is kept "for ever". */
    public String keeps() {
        return InWords.keeps(series.period(), series.trigger());
    }

    public String then() {
        return InWords.then(series.action());
    }

    /**
     * Reads the columns of a line, by their names.
     *
     * @throws WrongLineException one of them cannot be read, or they do not go together
     */
    static SeriesLine read(Map<String, String> columns) throws WrongLineException {
        var code = column(columns, "code");
        if (!SeriesCode.isCode(code)) {
            throw new WrongLineException("code",
                    "The code “" + code + "” is none: it takes 2 to 40 capitals and digits, joined by “-”.");
        }
        var title = needed(columns, "title");
        var period = period(column(columns, "period"));
        var trigger = word(Trigger.class, "trigger", column(columns, "trigger"));
        var action = word(Action.class, "action", column(columns, "action"));
        var said = column(columns, "subcommittee");
        var subcommittee = said.isEmpty() ? Subcommittee.UNKNOWN : word(Subcommittee.class, "subcommittee", said);
        if (period.isPermanent() != (trigger == Trigger.PERMANENT)) {
            throw new WrongLineException("trigger",
                    "The period “for ever” and the clock “" + InWords.trigger(Trigger.PERMANENT) + "” go together; here stand “"
                            + InWords.period(period) + "” and “" + InWords.trigger(trigger) + "”.");
        }
        if (period.isPermanent() != (action == Action.RETAIN)) {
            throw new WrongLineException("action",
                    "What is kept for ever is retained, and nothing else is; here stand “" + InWords.period(period) + "” and “"
                            + InWords.then(action) + "”.");
        }
        return new SeriesLine(new Series(new SeriesCode(code), period, trigger, action, subcommittee), title,
                needed(columns, "schedule"), needed(columns, "schedule_version"), text(columns, "source_note"));
    }

    /** The words of the line, to be sealed. */
    Map<String, Object> words() {
        return Map.of("title", title, "schedule", schedule, "version", version, "note", note);
    }

    /** With the words that were kept of it; empty ones where none were. */
    static SeriesLine of(Series series, Map<String, Object> words) {
        return new SeriesLine(series, text(words.get("title"), series.code().value()), text(words.get("schedule"), ""),
                text(words.get("version"), ""), text(words.get("note"), ""));
    }

    /** All columns by name, as {@link #read} takes them. */
    Map<String, String> columns() {
        var columns = new LinkedHashMap<String, String>();
        columns.put("code", code());
        columns.put("title", title);
        columns.put("schedule", schedule);
        columns.put("schedule_version", version);
        columns.put("period", series.period().toString());
        columns.put("trigger", series.trigger().name());
        columns.put("action", series.action().name());
        columns.put("source_note", note);
        columns.put("subcommittee", series.subcommittee().name());
        return columns;
    }

    private static String text(@org.jspecify.annotations.Nullable Object word, String otherwise) {
        return word == null ? otherwise : word.toString();
    }

    private static RetentionPeriod period(String text) throws WrongLineException {
        try {
            return InWords.period(text).orElseGet(() -> RetentionPeriod.parse(text.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException _) {
            throw new WrongLineException("period", "The period “" + text
                    + "” cannot be read: it is 1 to 1000 years, months or days, such as “3 years” or P3Y, or “for ever”.");
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String column, String text) throws WrongLineException {
        for (var one : type.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        throw new WrongLineException(column, "The " + column + " “" + text + "” is not known; there is "
                + String.join(", ", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()) + ".");
    }

    private static String needed(Map<String, String> columns, String name) throws WrongLineException {
        var text = text(columns, name);
        if (text.isEmpty()) {
            throw new WrongLineException(name, "The " + name.replace('_', ' ') + " is missing.");
        }
        return text;
    }

    private static String text(Map<String, String> columns, String name) throws WrongLineException {
        var text = column(columns, name);
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw new WrongLineException(name,
                    "The " + name.replace('_', ' ') + " takes one line of at most " + LONGEST + " characters.");
        }
        return text;
    }

    private static String column(Map<String, String> columns, String name) {
        return columns.getOrDefault(name, "").strip();
    }
}

package org.cityarchive.server.search;

import java.util.Arrays;
import java.util.Locale;

import org.cityarchive.server.web.BadParameter;

/** Whether mail tells of what came to answer a saved search. */
public enum AlertChoice {
    /** No mail; pages count what is new. */
    NONE("No mail", "New matches are counted here and on the home page only."),
    /** As matches come in, a minute's worth in one mail. */
    AT_ONCE("At once", "As matches come in; at most one mail a minute, each for all since the last."),
    /** In the morning, when anything is new. */
    DAILY("Daily", "At 7:00 in the morning, only when something is new.");

    private final String title;
    private final String says;

    AlertChoice(String title, String says) {
        this.title = title;
        this.says = says;
    }

    /** As pages call it. */
    public String title() {
        return title;
    }

    /** What choosing it means, in a sentence. */
    public String says() {
        return says;
    }

    /** As forms and tables spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws BadParameter there is no such choice */
    static AlertChoice of(String word) {
        return Arrays.stream(values()).filter(choice -> choice.word().equals(word)).findFirst()
                .orElseThrow(() -> new BadParameter("alert", "An alert is none, at-once or daily."));
    }
}

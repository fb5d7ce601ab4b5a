package org.cityarchive.server.home;

import org.jspecify.annotations.Nullable;

/**
 * A row of the home page: something that needs a person, counted.
 *
 * @param alarm how loud it is; rows stand in this order
 * @param count how many; a row of none is not made
 * @param icon the icon's name, without its prefix
 * @param title what is counted ("Imports with refused lines")
 * @param sentence names the things, as far as a line goes
 * @param side its age or when it came, in words; null where time says nothing
 * @param act the words of the link ("See imports")
 * @param href the page that lists exactly what is counted
 */
public record NeedsYou(Alarm alarm, long count, String icon, String title, String sentence, @Nullable String side, String act,
        String href) {

    /** In order of alarm (DESIGN.md §6): lost records, then law, then clocks, then work, then calm. */
    public enum Alarm {
        LOST, LAW, CLOCK, WORK, CALM
    }

    /** The same where the one who looks can do it; for anybody else it is only to be known, and needs them not. */
    public NeedsYou ifTheirs(boolean theirs) {
        return theirs ? this : new NeedsYou(Alarm.CALM, count, icon, title, sentence, side, act, href);
    }
}

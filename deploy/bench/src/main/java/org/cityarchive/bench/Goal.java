package org.cityarchive.bench;

import java.util.Locale;

/**
 * What a figure should come to.
 *
 * @param atLeast more is better; else less is
 * @param unit "×", "ms", "s" or "MiB"
 */
record Goal(boolean atLeast, double goal, double stretch, String unit) {

    static Goal atLeast(double goal, double stretch) {
        return new Goal(true, goal, stretch, "×");
    }

    static Goal atMost(double goal, double stretch, String unit) {
        return new Goal(false, goal, stretch, unit);
    }

    boolean isMetBy(double figure) {
        return atLeast ? figure >= goal : figure <= goal;
    }

    boolean isStretchedTo(double figure) {
        return atLeast ? figure >= stretch : figure <= stretch;
    }

    /** The goal in words, with the stretch where there is one. */
    String words() {
        String sign = atLeast ? "≥ " : "≤ ";
        return sign + spelled(goal) + (stretch == goal ? "" : " (" + spelled(stretch) + ")");
    }

    String spelled(double figure) {
        String number = Math.abs(figure) >= 100 || (figure == Math.rint(figure) && Math.abs(figure) >= 10)
                ? String.format(Locale.ROOT, "%,.0f", figure)
                : Math.abs(figure) >= 10
                        ? String.format(Locale.ROOT, "%.1f", figure)
                        : String.format(Locale.ROOT, "%.2f", figure);
        return unit.equals("×") ? number + "×" : number + " " + unit;
    }
}

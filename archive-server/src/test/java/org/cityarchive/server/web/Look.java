package org.cityarchive.server.web;

import java.util.Locale;

import com.microsoft.playwright.options.ColorScheme;

/** How pages are looked at: in both colours, on a desk, on a tablet and on a telephone. */
public enum Look {
    LIGHT(ColorScheme.LIGHT, 1440), DARK(ColorScheme.DARK, 1440), TABLET(ColorScheme.LIGHT, 768), SMALL(ColorScheme.LIGHT, 390);

    final ColorScheme colours;
    final int width;

    Look(ColorScheme colours, int width) {
        this.colours = colours;
        this.width = width;
    }

    /** The name of a picture of a page in this look. */
    public String named(String page) {
        return page + "-" + name().toLowerCase(Locale.ROOT);
    }
}

package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** The calendar's last number, to its list and to the parts of it. */
final class UndatedWalk {
    private UndatedWalk() {}

    /** What has no day is a list as well, and its reasons add up to it. */
    static void walk(DueCity city, String calendar) {
        var link = Pattern.compile("<a href=\"/disposition/undated\">([0-9,]+) without a day</a>").matcher(calendar);
        assertThat(link.find()).isTrue();
        var list = city.archive.send("GET", "/disposition/undated", city.clerk).body();
        assertThat(list).contains(">All " + link.group(1) + "<");
        assertThat(rows(list)).isEqualTo(Long.parseLong(link.group(1)));
        long sum = 0;
        var parts = Pattern.compile("<a href=\"(/disposition/undated\\?reason=[^\"]*)\"[^>]*><i[^>]*></i> ([0-9,]+) ")
                .matcher(list);
        while (parts.find()) {
            long count = Long.parseLong(parts.group(2));
            assertThat(rows(city.archive.send("GET", parts.group(1), city.clerk).body())).as(parts.group()).isEqualTo(count);
            sum += count;
        }
        assertThat(sum).as("each counts once").isEqualTo(rows(list)).isPositive();
        var page = city.archive.send("GET", "/disposition/undated?limit=1", city.clerk).body();
        assertThat(rows(page)).isEqualTo(1);
        assertThat(page).contains("/disposition/undated?limit=1&amp;cursor=");
    }

    private static long rows(String page) {
        return Pattern.compile("<th scope=\"row\">").matcher(page).results().count();
    }
}

package org.cityarchive.server.search;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.search.FoundOnPage.awaitQuery;
import static org.cityarchive.server.search.FoundOnPage.found;
import static org.cityarchive.server.search.FoundOnPage.number;
import static org.cityarchive.server.search.FoundOnPage.query;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The timeline of the search page: its bars add up, and it is brushed by keys, mouse and dates. */
class TimelineInABrowserTest {
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample();

    @ParameterizedTest
    @ValueSource(strings = {"", "plow", "snow after:2025-12-05", "on:2026-01", "is:edited before:2026-01-15",
            "kind:comment on:2025"})
    void theBarsAddUpToTheCount(String typed) {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8));
            assertThat(number(page.locator("#bars-sum"))).isEqualTo(found(page));
            long rows = page.locator("#timeline tbody tr td:last-child").allTextContents().stream()
                    .mapToLong(text -> Long.parseLong(text.replace(",", ""))).sum();
            assertThat(rows).isEqualTo(found(page));
        }
    }

    @Test
    void theTimelineIsBrushedByKeys() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=snow");
            var first = page.locator("#brush-from");
            var days = page.locator("#timeline").getAttribute("data-days").split(" ", -1);
            first.focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(first).hasAttribute("aria-valuenow", "2");
            awaitQuery(page, "snow after:" + days[2]);
            assertThat(page.locator("#brush-from")).isFocused();
            assertThat(number(page.locator("#bars-sum"))).isEqualTo(found(page));
            page.keyboard().press("Home");
            awaitQuery(page, "snow");
            page.locator("#brush-until").focus();
            page.keyboard().press("ArrowLeft");
            awaitQuery(page, "snow before:" + days[days.length - 2]);
            assertThat(page.locator("#brush-until")).isFocused(); // the answer has set it anew
            page.keyboard().press("Shift+ArrowRight");
            awaitQuery(page, "snow after:" + days[1]);
        }
    }

    @Test
    void theTimelineIsBrushedByMouse() {
        try (var window = PAGES.signedIn(Role.CLERK, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=snow");
            var days = page.locator("#timeline").getAttribute("data-days").split(" ", -1);
            var box = page.locator(".ca-bars").boundingBox();
            double bar = box.width / (days.length - 1);
            page.mouse().move(box.x + bar * 3.5, box.y + 20);
            page.mouse().down();
            page.mouse().move(box.x + bar * 5.5, box.y + 20);
            page.mouse().up();
            awaitQuery(page, "snow after:" + days[3] + " before:" + days[6]);
            assertThat(number(page.locator("#bars-sum"))).isEqualTo(found(page));
        }
    }

    @Test
    void theTimelineIsBrushedByTwoDatesWithoutScripts() {
        try (var window = PAGES.signedInWithoutScripts(Role.CLERK)) {
            var page = PAGES.open(window, "/search?q=snow+after:2020-01-01");
            page.fill("#from", "2026-01-05");
            page.fill("#to", "2026-02-01");
            page.click("text=Show these days");
            assertThat(query(page)).isEqualTo("snow after:2026-01-05 before:2026-02-01");
            assertThat(page.locator(".ca-handles")).isHidden();
            page.click(".ca-facet:has-text('Comment')");
            assertThat(query(page)).isEqualTo("snow after:2026-01-05 before:2026-02-01 kind:comment");
            page.click(".ca-card-link");
            assertThat(page.locator("h1")).hasCount(1);
        }
    }
}

package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The clerk's way through retention: the series, a draft and what it would change, a rule looked at, and why a record is not due. */
class RetentionInABrowserTest {
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample().expecting("status of 4");

    @Test
    void theClerkSeesWhatADraftWouldChangeBeforeAnybodyAdoptsIt() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/retention"));
            assertThat(page.locator("tbody tr").count()).isGreaterThanOrEqualTo(11);
            PAGES.look(page, "retention-series-light");
            page.navigate(PAGES.at("/retention/schedules"));
            page.click("a:has-text('Cottonwood Bend 2027')");
            page.click("a:has-text('What if')");
            assertThat(page.locator(".ca-six li").count()).isEqualTo(6);
            assertThat(page.locator("tbody tr:has-text('CB-ROUTINE') td.ca-num a").getAttribute("href"))
                    .as("how many records stand in a series, as a search").contains("series:CB-ROUTINE".replace(":", "%3A"));
            PAGES.look(page, "retention-what-if-light");
            page.click(".ca-six a:has-text('kept longer')");
            assertThat(page.locator("h1").textContent()).contains("kept longer");
            page.navigate(PAGES.at("/retention/rules/new?name=Pool&q=pool&series=CB-ROUTINE"));
            assertThat(page.locator(".ca-big").textContent()).isNotBlank();
            PAGES.look(page, "retention-rule-light");
            assertThat(page.locator("input[type=hidden][name=q]").inputValue()).as("what is adopted is what was looked at")
                    .isEqualTo("pool");
            page.click("a:has-text('What if')");
            assertThat(page.locator("main").textContent()).contains("Whose, of which years");
            var moved = page.locator("section:has-text('Whose') a:has-text('change series')").first();
            assertThat(moved.textContent()).as("a rule's numbers are links to what they count").isNotBlank();
            var counted = moved.textContent().strip().split(" ", -1)[0];
            moved.click();
            assertThat(page.locator("h1").textContent().strip()).startsWith(counted + " ").endsWith("change series");
            page.navigate(PAGES.at("/retention/calendar"));
            assertThat(page.locator("tbody tr >> nth=0 >> td.ca-num:not(:first-of-type):not(:last-of-type)").allTextContents())
                    .as("the quarter's records by series").anyMatch(number -> !"0".equals(number));
            page.navigate(PAGES.at("/search?q=plow"));
            page.click(".ca-card-link >> nth=0");
            page.click("a:has-text('Why is this not due')");
            assertThat(page.locator("h1").textContent()).contains("not due");
            PAGES.look(page, "retention-record-light");
        }
    }

    @Test
    void theAuditorSeesAllOfItInTheDarkAndChangesNothing() {
        try (var window = PAGES.window(ColorScheme.DARK, 390)) {
            var page = PAGES.signIn(window, Role.AUDITOR);
            for (var path : new String[]{"", "/schedules", "/rules", "/dates", "/calendar"}) {
                page.navigate(PAGES.at("/retention" + path));
                assertThat(page.locator("main form[method=post]").count()).as(path).isZero();
                PAGES.look(page, "retention-small" + path.replace('/', '-'));
            }
        }
    }

    @Test
    void theClerksFormsFitASmallScreen() {
        try (var window = PAGES.window(Look.SMALL)) {
            var page = PAGES.signIn(window, Role.CLERK);
            for (var path : new String[]{"/schedules", "/dates", "/rules/new"}) {
                page.navigate(PAGES.at("/retention" + path));
                assertThat(page.locator("main form").count()).as(path).isPositive();
                PAGES.look(page, "retention-clerk-small" + path.replace('/', '-'));
            }
        }
    }
}

package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.web.Chromium;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The clerk's way through retention: the series, a draft and what it would change, a rule looked at, and why a record is not due. */
class RetentionInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static Chromium chromium;

    @BeforeAll
    static void open() {
        assumeThat(Chromium.isHere()).as("no Chromium is installed here").isTrue();
        ARCHIVE.loadSample();
        chromium = Chromium.open();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            assertThat(chromium.heard().stream().filter(said -> !said.contains("status of 4"))).as("console").isEmpty();
            chromium.close();
        }
    }

    private static Page signIn(BrowserContext window, Role role) {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst()
                .orElseThrow().person();
        var page = chromium.tab(window);
        page.navigate(at(
                "/sign-in?code=" + ARCHIVE.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, role))));
        page.click("button[type=submit]");
        return page;
    }

    private static String at(String path) {
        return ARCHIVE.server().address() + path;
    }

    @Test
    void theClerkSeesWhatADraftWouldChangeBeforeAnybodyAdoptsIt() {
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = signIn(window, Role.CLERK);
            page.navigate(at("/retention"));
            assertThat(page.locator("tbody tr").count()).isGreaterThanOrEqualTo(11);
            chromium.look(page, "retention-series-light");
            page.navigate(at("/retention/schedules"));
            page.click("a:has-text('Cottonwood Bend 2027')");
            page.click("a:has-text('What if')");
            assertThat(page.locator(".ca-six li").count()).isEqualTo(6);
            chromium.look(page, "retention-what-if-light");
            page.click(".ca-six a:has-text('kept longer')");
            assertThat(page.locator("h1").textContent()).contains("kept longer");
            page.navigate(at("/retention/rules/new?name=Pool&q=pool&series=CB-ROUTINE"));
            assertThat(page.locator(".ca-big").textContent()).isNotBlank();
            chromium.look(page, "retention-rule-light");
            assertThat(page.locator("input[type=hidden][name=q]").inputValue()).as("what is adopted is what was looked at")
                    .isEqualTo("pool");
            page.navigate(at("/retention/calendar"));
            assertThat(page.locator("tbody tr >> nth=0 >> td.ca-num:not(:first-of-type):not(:last-of-type)").allTextContents())
                    .as("the quarter's records by series").anyMatch(number -> !"0".equals(number));
            page.navigate(at("/search?q=plow"));
            page.click(".ca-card-link >> nth=0");
            page.click("a:has-text('Why is this not due')");
            assertThat(page.locator("h1").textContent()).contains("not due");
            chromium.look(page, "retention-record-light");
        }
    }

    @Test
    void theAuditorSeesAllOfItInTheDarkAndChangesNothing() {
        try (var window = chromium.window(ColorScheme.DARK, 390, 844)) {
            var page = signIn(window, Role.AUDITOR);
            for (var path : new String[]{"", "/schedules", "/rules", "/dates", "/calendar"}) {
                page.navigate(at("/retention" + path));
                assertThat(page.locator("main form[method=post]").count()).as(path).isZero();
                chromium.look(page, "retention-small" + path.replace('/', '-'));
            }
        }
    }
}

package org.cityarchive.server.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.LinkedHashMap;

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

/** What the city's people see first, and whether each number is the length of the list that it leads to. */
class HomeInABrowserTest {
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
            assertThat(chromium.heard()).as("console").isEmpty();
            chromium.close();
        }
    }

    static Page signIn(BrowserContext window, Role role) {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst()
                .orElseThrow().person();
        var page = chromium.tab(window);
        page.navigate(at(
                "/sign-in?code=" + ARCHIVE.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, role))));
        page.click("button[type=submit]");
        return page;
    }

    static String at(String path) {
        return ARCHIVE.server().address() + path;
    }

    @Test
    void signInLeadsHomeAndEveryNumberIsTheLengthOfItsList() {
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = signIn(window, Role.CLERK);
            assertThat(page.url()).isEqualTo(at("/"));
            assertThat(page.locator("h1").textContent()).matches("Good (morning|afternoon|evening), Ruth");
            chromium.look(page, "home-light");
            var rows = new LinkedHashMap<String, Long>();
            for (var row : page.locator(".ca-need[data-count]").all()) {
                rows.put(row.locator(".ca-need-act").getAttribute("href"), Long.valueOf(row.getAttribute("data-count")));
            }
            assertThat(rows).isNotEmpty();
            rows.forEach((href, count) -> {
                page.navigate(at(href));
                assertThat(length(page)).as(href).isEqualTo(count);
            });
        }
    }

    /** How many a list says that it holds, and, where it is not a search, how many rows stand there. */
    private static long length(Page page) {
        var found = page.locator("#found");
        if (found.count() > 0) {
            return Long.parseLong(found.textContent().replaceAll("[^0-9]", ""));
        }
        return page.locator(".ca-table tbody tr").count();
    }

    @Test
    void theSameInTheDarkAndOnATelephone() {
        try (var window = chromium.window(ColorScheme.DARK, 1440, 900)) {
            var page = signIn(window, Role.IT_DIRECTOR);
            chromium.look(page, "home-dark");
            page.navigate(at("/search/readers"));
            chromium.look(page, "readers-dark");
            page.navigate(at("/account"));
            chromium.look(page, "accounts-dark");
        }
        try (var window = chromium.window(ColorScheme.LIGHT, 390, 844)) {
            var page = signIn(window, Role.CLERK);
            chromium.look(page, "home-small");
            page.navigate(at("/account"));
            chromium.look(page, "accounts-small");
            page.click(".ca-accounts a >> nth=0");
            chromium.look(page, "account-small");
        }
    }

    @Test
    void theKeyboardAloneOpensARow() {
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = signIn(window, Role.CLERK);
            var first = page.locator(".ca-need-act").first().getAttribute("href");
            page.waitForLoadState(); // keys are heard once the page's script runs
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**" + first.replaceAll("[?].*", "**"));
        }
    }
}

package org.cityarchive.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;

import com.microsoft.playwright.Page;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the city's people see first, and whether each number is the length of the list that it leads to. */
class HomeInABrowserTest {
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample();

    @Test
    void signInLeadsHomeAndEveryNumberIsTheLengthOfItsList() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.open(window, "/sign-in?code=" + PAGES.archive().part(SignInCodes.class)
                    .make(new SignInCodes.PersonsSession(PAGES.archive().person(Role.CLERK), Role.CLERK)));
            page.click("button[type=submit]");
            assertThat(page.url()).isEqualTo(PAGES.at("/"));
            assertThat(page.locator("h1").textContent()).matches("Good (morning|afternoon|evening), Ruth");
            PAGES.look(page, "home-light");
            var rows = new LinkedHashMap<String, Long>();
            for (var row : page.locator(".ca-need[data-count]").all()) {
                rows.put(row.locator(".ca-need-act").getAttribute("href"), Long.valueOf(row.getAttribute("data-count")));
            }
            assertThat(rows).isNotEmpty();
            rows.forEach((href, count) -> {
                page.navigate(PAGES.at(href));
                assertThat(length(page)).as(href).isEqualTo(count);
            });
        }
    }

    @Test
    void onlyWhoMayDecideIsAskedForAWord() {
        var archive = PAGES.archive();
        assertThat(archive.send("GET", "/", archive.token(Role.CLERK)).body()).containsPattern("Accounts? waits? for your word");
        assertThat(archive.send("GET", "/", archive.token(Role.AUDITOR)).body())
                .containsPattern("Accounts? waits? for a word").contains("can say whether the city owns")
                .doesNotContain("your word");
        var attorney = archive.send("GET", "/", archive.token(Role.ATTORNEY)).body();
        assertThat(attorney).as("what another does is told below, and not counted").containsPattern("Accounts? waits? for a word")
                .containsPattern("(?s)ca-need-calm\\W[^>]*>(?:(?!</li>).)*Accounts? waits? for a word");
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
        try (var window = PAGES.window(Look.DARK)) {
            var page = PAGES.signIn(window, Role.IT_DIRECTOR);
            PAGES.see(page, "/", "home-dark");
            page.navigate(PAGES.at("/search/readers"));
            PAGES.look(page, "readers-dark");
            page.navigate(PAGES.at("/account"));
            PAGES.look(page, "accounts-dark");
        }
        try (var window = PAGES.window(Look.SMALL)) {
            var page = PAGES.signIn(window, Role.CLERK);
            PAGES.see(page, "/", "home-small");
            page.navigate(PAGES.at("/account"));
            PAGES.look(page, "accounts-small");
            page.click(".ca-accounts a >> nth=0");
            PAGES.look(page, "account-small");
        }
    }

    @Test
    void theKeyboardAloneOpensARow() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/"));
            var first = page.locator(".ca-need-act").first().getAttribute("href");
            page.waitForLoadState(); // keys are heard once the page's script runs
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**" + first.replaceAll("[?].*", "**"));
        }
    }
}

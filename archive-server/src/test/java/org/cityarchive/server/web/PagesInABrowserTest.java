package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clerk's way through the pages, in a browser. */
class PagesInABrowserTest {
    private static final String SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\\\"document.title='owned'\\\">";

    @RegisterExtension
    static final Pages PAGES = Pages.of(PagesInABrowserTest::archive);

    private static RunningArchive archive() {
        var archive = RunningArchive.setUp();
        archive.importLines(
                """
                        {"platform":"facebook","account":"CityHall","id":"p1","kind":"post","author":{"id":"CityHall","name":"City Hall"},"text":"The snow plow comes at six.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
                        {"platform":"facebook","account":"CityHall","id":"p1","kind":"post","author":{"id":"CityHall","name":"City Hall"},"text":"The snow plow comes at seven, weather allowing.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-11T12:00:00Z","state":"present","counters":{"likes":4}}
                        {"platform":"facebook","account":"CityHall","id":"c1","kind":"comment","parent":"p1","author":{"id":"u1","name":"%s"},"text":"A plow? %s","lang":"en","url":"javascript:alert(1)","createdAt":"2026-01-10T13:00:00Z","observedAt":"2026-01-10T13:00:00Z","state":"present","media":[{"url":"https://example.org/a.jpg","type":"photo"}]}
                        {"platform":"facebook","account":"CityHall","id":"c1","kind":"comment","observedAt":"2026-01-12T09:00:00Z","state":"gone","confirmedBy":"platform-event"}
                        {"platform":"facebook","account":"CityHall","id":"c2","kind":"comment","parent":"gone-before","author":{"id":"u2","name":"\\u202eevil"},"text":"plow \\u0645\\u0631\\u062d\\u0628\\u0627 \\u202etxt.exe","createdAt":"2026-01-10T13:00:00Z","observedAt":"2026-01-10T13:00:00Z","state":"present"}
                        not a line
                        """
                        .formatted(SCRIPT, SCRIPT));
        return archive;
    }

    @Test
    void aCodeOfOneUseSignsIn() {
        var person = PAGES.archive().person(Role.IT_DIRECTOR);
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.open(window, "/sign-in");
            PAGES.look(page, "sign-in-light");
            page.fill("#code",
                    PAGES.archive().part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, Role.IT_DIRECTOR)));
            page.click("button[type=submit]");
            assertThat(page.url()).isEqualTo(PAGES.at("/"));
        }
    }

    /** Each of these pages is looked at in every look by the test of its feature, and here as a post's and by a telephone's hand. */
    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "SMALL"})
    void theClerkFindsARecordAndReadsItsHistory(Look look) {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, look)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search"));
            page.fill("#q", "plow");
            page.press("#q", "Enter");
            assertThat(page.locator("#found").textContent()).isEqualTo("3 records");
            assertThat(page.locator(".ca-card mark").first().textContent()).isEqualToIgnoringCase("plow");

            page.click(".ca-card-link:has-text('City Hall')");
            assertThat(page.locator("h1").textContent()).isEqualTo("Post by City Hall");
            see(page, look, "looked");
            page.click("text=Versions");
            assertThat(page.locator(".ca-version-new ins").first().textContent()).contains("seven");
            assertThat(page.locator(".ca-version del").first().textContent()).contains("six");
            see(page, look, "versions");
            page.click("a:has-text('Thread')");
            assertThat(page.locator(".ca-thread li").count()).isEqualTo(2);
            see(page, look, "thread");
            page.click("a:has-text('History')");
            assertThat(page.locator(".ca-history h3").allTextContents()).containsExactly("Edited: version 2",
                    "Captured: version 1");
            see(page, look, "history");
            page.click("a:has-text('Source')");
            assertThat(page.locator(".ca-raw").first().textContent()).contains("weather allowing");
            see(page, look, "source");
        }
    }

    private static void see(Page page, Look look, String name) {
        if (look == Look.LIGHT) {
            PAGES.look(page, look.named(name));
        }
    }

    @Test
    void otherPagesStandToo() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.open(window, "/search?q=author:%22R.+Doe");
            assertThat(page.locator(".ca-caret").textContent()).isEqualTo("       ^");
            page.navigate(PAGES.at("/search?q=plough+plow"));
            assertThat(page.locator(".ca-nothing a").count()).isPositive();
            page.navigate(PAGES.at("/search?q=plow&asOf=2026-01-11"));
            assertThat(page.locator(".ca-past").textContent()).contains("As the platform stood on Jan 11, 2026".substring(3));
            PAGES.see(page, "/capture/imports", "imports-light");
            page.click(".ca-table a");
            assertThat(page.locator(".ca-sum strong").first().textContent()).isEqualTo("3 + 1 + 1 + 0 + 1 = 6");
            assertThat(page.locator(".ca-refused").textContent()).contains("not a line");
            PAGES.look(page, "import-light");
        }
    }

    @Test
    void hostileWordsStayWords() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search?q=is:deleted"));
            assertThat(page.title()).doesNotContain("owned");
            page.click(".ca-card-link");
            for (var tab : List.of("Versions", "Thread", "History", "Source", "As it looked")) {
                page.click(".ca-tabs a:has-text('" + tab + "')");
                assertThat(page.title()).doesNotStartWith("owned");
                assertThat(page.locator("main script, main img").count()).isZero();
                assertThat(page.locator("a[href^=javascript]").count()).isZero();
            }
            assertThat(page.locator(".ca-alone .ca-text").textContent()).contains("<script>");
        }
    }

    @Test
    void aFileIsImportedThroughThePage() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/capture/imports"));
            page.setInputFiles("#file",
                    new FilePayload("more.ndjson", "application/x-ndjson",
                            """
                                    {"platform":"facebook","account":"CityHall","id":"p9","kind":"post","text":"Uploaded","observedAt":"2026-01-10T12:00:05Z","state":"present"}
                                    """
                                    .getBytes(StandardCharsets.UTF_8)));
            page.click("text=Import the file");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").first().textContent()).endsWith("= 1");
        }
    }

    @Test
    void theKeyboardAloneReachesARecord() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search"));
            page.keyboard().press("/");
            page.keyboard().type("snow");
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=snow*");
            page.waitForCondition(() -> "1 record".equals(page.locator("#found").textContent()));
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**/record/**");
            assertThat(page.locator("h1").textContent()).isEqualTo("Post by City Hall");
        }
    }

    @Test
    void withoutScriptsThePagesWorkToo() {
        try (var window = PAGES.signedInWithoutScripts(Role.IT_DIRECTOR)) {
            var page = window.newPage();
            page.navigate(PAGES.at("/search?q=plow"));
            page.click(".ca-facet:has-text('Comment')");
            assertThat(page.locator("#found").textContent()).isEqualTo("2 records");
            page.click(".ca-card-link");
            assertThat(page.locator("h1").count()).isEqualTo(1);
        }
    }
}

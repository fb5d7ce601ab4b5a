package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import org.cityarchive.server.wiring.ArchiveUnderTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clerk's way through the pages, in a browser. */
class PagesInABrowserTest {
    private static final String SCRIPT = "<script>document.title='owned'</script><img src=x onerror=\\\"document.title='owned'\\\">";

    private static ArchiveUnderTest archive;
    private static Chromium chromium;
    private static List<Cookie> session;

    /** How the pages are looked at. */
    enum Look {
        LIGHT(ColorScheme.LIGHT, 1440), DARK(ColorScheme.DARK, 1440), SMALL(ColorScheme.LIGHT, 390);

        private final ColorScheme colours;
        private final int width;

        Look(ColorScheme colours, int width) {
            this.colours = colours;
            this.width = width;
        }

        String named(String page) {
            return page + "-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @BeforeAll
    static void start() {
        assumeThat(Chromium.isHere())
                .as("no Chromium is installed here, so the pages are not looked at; Debian: apt-get install chromium").isTrue();
        archive = ArchiveUnderTest.start();
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
        chromium = Chromium.open();
        var window = chromium.window(ColorScheme.LIGHT, 1440, 900);
        signIn(chromium.tab(window));
        session = window.cookies();
        window.close();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            assertThat(chromium.heard()).as("console").isEmpty();
            chromium.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    private static void signIn(Page page) {
        page.navigate(archive.at("/sign-in"));
        chromium.look(page, "sign-in-light");
        page.fill("#code", archive.signInCode());
        page.click("button[type=submit]");
        assertThat(page.url()).isEqualTo(archive.at("/"));
    }

    private static BrowserContext window(Look look) {
        var window = chromium.window(look.colours, look.width, 900);
        window.addCookies(session);
        return window;
    }

    @ParameterizedTest
    @EnumSource
    void theClerkFindsARecordAndReadsItsHistory(Look look) {
        try (var window = window(look)) {
            var page = chromium.tab(window);
            page.navigate(archive.at("/search"));
            page.fill("#q", "plow");
            page.press("#q", "Enter");
            assertThat(page.locator("#found").textContent()).isEqualTo("3 records");
            assertThat(page.locator(".ca-card mark").first().textContent()).isEqualToIgnoringCase("plow");
            chromium.look(page, look.named("search"));

            page.click(".ca-card-link:has-text('City Hall')");
            assertThat(page.locator("h1").textContent()).isEqualTo("Post by City Hall");
            chromium.look(page, look.named("looked"));
            page.click("text=Versions");
            assertThat(page.locator(".ca-version-new ins").first().textContent()).contains("seven");
            assertThat(page.locator(".ca-version del").first().textContent()).contains("six");
            chromium.look(page, look.named("versions"));
            page.click("a:has-text('Thread')");
            assertThat(page.locator(".ca-thread li").count()).isEqualTo(2);
            chromium.look(page, look.named("thread"));
            page.click("a:has-text('History')");
            assertThat(page.locator(".ca-history h3").allTextContents()).containsExactly("Edited: version 2",
                    "Captured: version 1");
            chromium.look(page, look.named("history"));
            page.click("a:has-text('Source')");
            assertThat(page.locator(".ca-raw").first().textContent()).contains("weather allowing");
            chromium.look(page, look.named("source"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherPagesStandToo(Look look) {
        try (var window = window(look)) {
            var page = chromium.tab(window);
            see(page, "/search?q=author:%22R.+Doe", look.named("query-error"));
            assertThat(page.locator(".ca-caret").textContent()).isEqualTo("       ^");
            see(page, "/search?q=plough+plow", look.named("nothing-found"));
            assertThat(page.locator(".ca-nothing a").count()).isPositive();
            see(page, "/search?q=plow&asOf=2026-01-11", look.named("as-of"));
            assertThat(page.locator(".ca-past").textContent()).contains("As the platform stood on Jan 11, 2026".substring(3));
            see(page, "/capture/imports", look.named("imports"));
            page.click(".ca-table a");
            assertThat(page.locator(".ca-sum strong").first().textContent()).isEqualTo("3 + 1 + 1 + 0 + 1 = 6");
            assertThat(page.locator(".ca-refused").textContent()).contains("not a line");
            chromium.look(page, look.named("import"));
        }
    }

    private static void see(Page page, String path, String name) {
        page.navigate(archive.at(path));
        chromium.look(page, name);
    }

    @Test
    void hostileWordsStayWords() {
        try (var window = window(Look.LIGHT)) {
            var page = chromium.tab(window);
            page.navigate(archive.at("/search?q=is:deleted"));
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
        try (var window = window(Look.LIGHT)) {
            var page = chromium.tab(window);
            page.navigate(archive.at("/capture/imports"));
            page.setInputFiles("#file",
                    new com.microsoft.playwright.options.FilePayload("more.ndjson", "application/x-ndjson",
                            """
                                    {"platform":"facebook","account":"CityHall","id":"p9","kind":"post","text":"Uploaded","observedAt":"2026-01-10T12:00:05Z","state":"present"}
                                    """
                                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            page.click("text=Import the file");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").first().textContent()).endsWith("= 1");
        }
    }

    @Test
    void theKeyboardAloneReachesARecord() {
        try (var window = window(Look.LIGHT)) {
            var page = chromium.tab(window);
            page.navigate(archive.at("/search"));
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
        try (var window = chromium.withoutScripts()) {
            window.addCookies(session);
            var page = window.newPage();
            page.navigate(archive.at("/search?q=plow"));
            page.click(".ca-facet:has-text('Comment')");
            assertThat(page.locator("#found").textContent()).isEqualTo("2 records");
            page.click(".ca-card-link");
            assertThat(page.locator("h1").count()).isEqualTo(1);
        }
    }
}

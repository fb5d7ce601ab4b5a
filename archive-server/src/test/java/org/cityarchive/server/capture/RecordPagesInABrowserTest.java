package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.nio.charset.StandardCharsets;
import java.net.URLEncoder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.HostileTexts;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A record's five tabs, as a clerk goes through them; and with words in them that nobody should have to trust. */
class RecordPagesInABrowserTest {
    private static final List<String> TABS = List.of("", "/versions", "/thread", "/history", "/source");
    @RegisterExtension
    static final Pages PAGES = Pages.of(RecordPagesInABrowserTest::archive);

    private static RunningArchive archive() {
        var archive = RunningArchive.setUp();
        archive.importLines(line("p1", "post", "", "CityHall", "City Hall", "The snow plow comes at six.", "2026-01-10T12:00", 5)
                + line("c1", "comment", "p1", "u1", "R. Doe", "The snow plow took out my mailbox.", "2026-01-10T13:00", 5)
                + line("c1", "comment", "p1", "u1", "R. Doe", "The snow plow took out my mailbox AGAIN.", "2026-01-10T13:00", 65)
                + line("c1", "comment", "p1", "u1", "R. Doe", "The snow plow took out my mailbox AGAIN.", "2026-01-10T13:00", 125)
                + """
                        {"platform":"facebook","account":"CityHall","id":"c1","kind":"comment","observedAt":"2026-01-12T09:00:00Z","state":"gone","confirmedBy":"platform-event"}
                        """
                + line("c2", "comment", "c1", "CityHall", "City Hall", "We are sorry about the plow.", "2026-01-10T14:00", 5)
                + line("c3", "comment", "p1", "u3", "Dale Kimmet", "plow us too", "2026-01-10T15:00", 5)
                + line("c4", "comment", "lost", "u4", "Jo Paulsen", "plow what?", "2026-01-10T16:00", 5)
                + "\u001B[2Jnot a line \u202E at all\n" + HostileTexts.lines("CityHall2"));
        return archive;
    }

    private static String line(String id, String kind, String parent, String author, String name, String text, String at,
            int seconds) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"%s"%s,"author":{"id":"%s","name":"%s"},"text":"%s","createdAt":"%s","observedAt":"%s","state":"present"}
                """
                .formatted(id, kind, parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"", author, name, text, at + ":00Z",
                        Instant.parse(at + ":00Z").plusSeconds(seconds));
    }

    private static String record(String query) {
        var found = PAGES.archive().as(Role.CLERK)
                .json("/api/v1/records?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        return "/record/" + found.path("items").get(0).path("id").asString();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DARK")
    void everyTabIsLookedAt(Look look) {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, look)) {
            var page = PAGES.chromium().tab(window);
            var record = record("mailbox is:deleted");
            for (var tab : TABS) {
                page.navigate(PAGES.at(record + tab));
                PAGES.look(page, look, "record-" + (tab.isEmpty() ? "looked" : tab.substring(1)));
            }
        }
    }

    @Test
    void theClerkSeesWhatStoodWhereAndWhatBecameOfIt() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search?q=plow&sort=oldest"));
            page.click(".ca-card-link:has-text('R. Doe')");
            assertThat(page.locator("h1").textContent()).isEqualTo("Comment by R. Doe");
            assertThat(page.locator(".ca-place").textContent()).isEqualTo("2 of 5");
            assertThat(page.locator(".ca-above").textContent()).contains("comes at six");
            assertThat(page.locator(".ca-answers").textContent()).contains("We are sorry");
            assertThat(page.locator(".ca-answer").textContent()).contains("1 other answer to the same.");
            assertThat(page.locator(".ca-steps").textContent()).contains("Deleted");
            page.click(".ca-steps a >> nth=0");
            assertThat(page.locator(".ca-alone").textContent()).doesNotContain("AGAIN");

            page.click(".ca-tabs a:has-text('Versions')");
            assertThat(page.locator(".ca-version-new ins").textContent()).contains("AGAIN");
            assertThat(page.locator(".ca-note").last().textContent()).contains("1 min 0 s earlier");
            page.click("text=One text");
            assertThat(page.locator(".ca-version ins").textContent()).contains("added:").contains("AGAIN");
            page.selectOption("#from", "2");
            page.selectOption("#to", "1");
            page.click(".ca-compare button");
            assertThat(page.url()).contains("from=2").contains("to=1").contains("view=one");
            assertThat(page.locator(".ca-version del").textContent()).contains("taken out:").contains("AGAIN");

            page.click(".ca-tabs a:has-text('Thread')");
            assertThat(page.locator(".ca-thread > li").count()).isEqualTo(4);
            assertThat(page.locator(".ca-thread-sum").first().textContent()).contains("1 post, 3 comments. 1 is no longer");
            page.click(".ca-tabs a:has-text('History')");
            assertThat(page.locator(".ca-history").textContent()).contains("came 2 times: 0 new facts").contains("import 1");
            page.click(".ca-toggle:has-text('On the platform')");
            assertThat(page.locator(".ca-history li").count()).isZero();
            page.click(".ca-tabs a:has-text('Source')");
            page.click(".ca-source-head a:has-text('Deletion observed')");
            assertThat(page.locator(".ca-raw").first().textContent()).contains("platform-event");
            assertThat(page.locator(".ca-crumbs").textContent()).as("the way back is kept").contains("plow");
        }
    }

    @Test
    void theKeysGoThroughTheResultAndTheTabs() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search?q=plow&sort=oldest&limit=2"));
            page.keyboard().press("j");
            page.keyboard().press("Enter");
            page.waitForURL("**/record/**");
            var passed = new ArrayList<String>();
            for (int i = 1; i <= 5; i++) {
                passed.add(page.locator(".ca-place").textContent());
                if (i < 5) {
                    var before = page.url();
                    page.keyboard().press("j");
                    page.waitForURL(url -> !url.equals(before));
                }
            }
            assertThat(passed).containsExactly("1 of 5", "2 of 5", "3 of 5", "4 of 5", "5 of 5");
            page.keyboard().press("4");
            page.waitForURL("**/history?**");
            page.keyboard().press("k");
            page.waitForURL(url -> url.contains("/history") && !url.equals("about:blank"));
            page.waitForCondition(() -> "4 of 5".equals(page.locator(".ca-place").textContent()));
            page.keyboard().press("u");
            page.waitForURL("**/search?**");
        }
    }

    @Test
    void thePastIsKeptOnEveryTab() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at(record("mailbox is:deleted") + "?asOf=2026-01-11"));
            for (var tab : List.of("Versions", "Thread", "History", "Source", "As it looked")) {
                page.click(".ca-tabs a:has-text('" + tab + "')");
                assertThat(page.url()).contains("asOf=2026-01-11");
                assertThat(page.locator(".ca-past").textContent()).contains("Jan 11, 2026");
            }
            assertThat(page.locator(".ca-marks").first().textContent()).doesNotContain("Deleted");
            page.click(".ca-past a");
            assertThat(page.locator(".ca-marks").first().textContent()).contains("Deleted");
        }
    }

    @Test
    void withoutScriptsEveryTabIsRead() {
        try (var window = PAGES.signedInWithoutScripts(Role.IT_DIRECTOR)) {
            var page = window.newPage();
            page.navigate(PAGES.at(record("word again -plow") + "/versions"));
            assertThat(page.locator("h1").count()).isEqualTo(1);
            page.navigate(PAGES.at(record("what plow")));
            assertThat(page.locator(".ca-missing").textContent()).contains("Parent not captured").contains("lost");
        }
    }

    @Test
    void aRecordIsPrintedWithoutWhatIsOnlyForTheScreen() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at(record("mailbox is:deleted")));
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".ca-side").isVisible()).isFalse();
            assertThat(page.locator(".ca-tabs").isVisible()).isFalse();
            assertThat(page.locator(".ca-print-foot").textContent()).contains("Cottonwood Bend", "Comment by R. Doe", "as of");
            assertThat(page.locator(".ca-print-foot")
                    .evaluate("foot => getComputedStyle(foot).display + ' ' + getComputedStyle(foot).breakInside"))
                    .as("set again on every page").isEqualTo("table-footer-group avoid");
            PAGES.look(page, "record-print");
            page.navigate(PAGES.at("/search"));
            page.pdf(new Page.PdfOptions().setPath(Path.of("target", "screenshots", "search-print.pdf"))
                    .setPreferCSSPageSize(true));
        }
    }

    @Test
    void hostileWordsStayWordsInEveryPlace() {
        var elsewhere = new ArrayList<String>();
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.setViewportSize(320, 800);
            page.onRequest(request -> {
                if (!URI.create(request.url()).getHost().equals(URI.create(PAGES.at("/")).getHost())) {
                    elsewhere.add(request.url());
                }
            });
            var records = PAGES.archive().as(Role.CLERK).json("/api/v1/records?account=CityHall2&limit=50").path("items");
            for (var hostile : HostileTexts.all()) {
                var record = records.valueStream().filter(r -> r.path("nativeId").asString().equals(hostile.id())).findFirst()
                        .orElseThrow();
                for (var tab : TABS) {
                    page.navigate(PAGES.at("/record/" + record.path("id").asString() + tab));
                    stays(page, hostile.id() + tab);
                    assertThat(page.locator("main").textContent()).as(hostile.id() + tab).contains(hostile.seen());
                    assertThat(page.locator("h1").count()).as(hostile.id() + tab).isEqualTo(1);
                }
            }
            page.navigate(PAGES.at("/search?q=account:CityHall2"));
            stays(page, "search");
            page.navigate(PAGES.at("/capture/imports"));
            page.click(".ca-table a");
            stays(page, "import");
            assertThat(page.locator(".ca-refused").textContent()).contains("⟪U+001B⟫[2Jnot a line ⟪U+202E⟫ at all");
        }
        assertThat(elsewhere).as("requests that left the archive").isEmpty();
    }

    private static void stays(Page page, String where) {
        assertThat(page.title()).as(where).doesNotStartWith(HostileTexts.OWNED).endsWith("City Archive, Cottonwood Bend")
                .doesNotContainPattern("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069]");
        assertThat(page.locator("main script, main style, main svg[onload], main img:not(.ca-drawn), meta[http-equiv]").count())
                .as(where).isZero();
        assertThat(page.locator("a[href^='javascript' i]").count()).as(where).isZero();
        assertThat((Boolean) page.evaluate("[...document.querySelectorAll('.ca-text')].every(e => e.dir === 'auto'"
                + " && getComputedStyle(e).unicodeBidi !== 'normal')")).as(where).isTrue();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s scrolls sideways at 320 px", where).isZero();
    }
}

package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.web.VisibleText;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports and saved searches as a clerk meets them, and what an exported page does when somebody opens it. */
class ExportsInABrowserTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String[] HOSTILE = {"<script>document.title='owned'</script>",
            "<img src=https://evil.example/x onerror=alert(1)>",
            "=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\"", "\"\"", ",", ";", "\r\n", "\n", "'", "&amp;", "</style>",
            "]]>",
            "\u202Egnp.exe", "\u2066", "\u200B", "\uFEFF=1", "\u0001", "\u001B[31m", "\u0085", "\u2028",
            "e\u0301\u0302\u0303\u0304\u0305",
            "👩‍👩‍👧‍👦", "مرحبا", "<!--", "style=\"x\"", "javascript:alert(1)", "{{7*7}}", "${7*7}", "snow plow", " "};

    @TempDir
    private Path folder = Path.of("");

    @RegisterExtension
    static final Pages PAGES = Pages.of(ExportsInABrowserTest::archive);

    private static ExportsUnderTest exports;
    private static ArchiveOverHttp clerk;

    private static RunningArchive archive() {
        var archive = RunningArchive.setUp();
        var random = new Random(20261121);
        var lines = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            lines.append(line("h" + i, hostile(random), hostile(random)));
        }
        lines.append(line("long", "Ann", "snow plow " + "x".repeat(60_000)));
        archive.importLines(lines.toString());
        return archive;
    }

    @BeforeAll
    static void ask() {
        exports = new ExportsUnderTest(PAGES.at(""), PAGES.archive().token(Role.CLERK));
        clerk = PAGES.archive().as(Role.CLERK);
    }

    private static String hostile(Random random) {
        var text = new StringBuilder();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
            text.append(HOSTILE[random.nextInt(HOSTILE.length)]);
        }
        return text.toString();
    }

    private static String line(String id, String author, String text) {
        var line = new LinkedHashMap<String, Object>();
        line.putAll(Map.of("platform", "facebook", "account", "CityHall", "id", id, "kind", "post", "text", text, "createdAt",
                "2026-01-10T12:00:00Z", "observedAt", "2026-01-10T12:00:05Z", "state", "present"));
        line.put("author", Map.of("id", "a" + id, "name", author.isBlank() ? "Ann" : author));
        return JSON.writeValueAsString(line) + "\n";
    }

    @Test
    void hostileTextComesBackFromTheTableAndTheDataAsItWas() {
        var held = texts(clerk.json("/api/v1/records?limit=1000").path("items"));
        assertThat(held).hasSizeGreaterThan(30);
        var files = exports.files(exports.made("{}"));
        assertThat(texts(JSON.readTree(String.valueOf(files.get("records.json"))))).isEqualTo(held);
        var rows = ExportsUnderTest.table(String.valueOf(files.get("records.csv")));
        int id = rows.getFirst().indexOf("id");
        int text = rows.getFirst().indexOf("text");
        assertThat(rows).hasSize(held.size() + 1);
        for (var row : rows.subList(1, rows.size())) {
            assertThat(row).hasSameSizeAs(rows.getFirst());
            var cell = row.get(text);
            var original = VisibleText.still(String.valueOf(held.get(row.get(id))));
            assertThat(cell.equals(original) || cell.equals("'" + original)).as(cell).isTrue();
            for (var each : row) {
                assertThat(each).doesNotMatch("(?s)^[\\s\\p{Cf}]*[=+@\\-].*");
            }
        }
    }

    @AfterAll
    static void stop() {
        if (exports != null) {
            exports.close();
        }
    }

    private static Map<String, String> texts(JsonNode records) {
        var texts = new LinkedHashMap<String, String>();
        records.forEach(record -> texts.put(record.path("id").asString(), record.path("text").asString()));
        return texts;
    }

    @Test
    void anExportedPageRunsNothingAndAsksNobody() throws IOException {
        var held = texts(clerk.json("/api/v1/records?limit=1000").path("items"));
        var file = folder.resolve("records.html");
        Files.writeString(file, String.valueOf(exports.files(exports.made("{}")).get("records.html")), StandardCharsets.UTF_8);
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            var asked = new ArrayList<String>();
            page.onRequest(request -> asked.add(request.url()));
            page.navigate(file.toUri().toString());
            assertThat(page.locator("article").count()).isEqualTo(held.size());
            assertThat(page.title()).startsWith("Cottonwood Bend: ").doesNotContain("owned");
            assertThat(asked).hasSize(1);
            assertThat((Integer) page.evaluate("document.querySelectorAll('script,img,iframe,a,link,object,[onerror]').length"))
                    .isZero();
            held.forEach((id, text) -> {
                var shown = page.locator("[id='r-" + id + "'] .text");
                if (!text.isEmpty()) {
                    assertThat(plain(String.valueOf(shown.textContent()))).as(id).isEqualTo(plain(VisibleText.still(text)));
                }
            });
            PAGES.look(page, "exported-page-light");
        }
    }

    /** Signs that HTML forbids are drawn as pictures there, or spelled. */
    private static String plain(String text) {
        return text.replaceAll("⟪U\\+00[0-9A-F]{2}⟫|[\\p{Cc}\\u2400-\\u2421\\uFFFD\\s]", " ").replaceAll(" +", " ").strip();
    }

    @Test
    void aResultIsExportedByKeyboardAlone() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search/exports/new?q=plow"));
            var count = clerk.json("/api/v1/records?q=plow").path("total").asInt();
            assertThat(page.locator("h1").textContent()).isEqualTo("Export " + count + (count == 1 ? " record" : " records"));
            PAGES.look(page, "export-new-light");
            tabTo(page, "formats-json");
            page.keyboard().press("Space");
            tabTo(page, "button");
            page.keyboard().press("Enter");
            page.waitForSelector("text=Download the package");
            assertThat(page.locator("h1").textContent()).endsWith(": " + count + (count == 1 ? " record" : " records"));
            assertThat(page.locator("main").textContent()).contains("records.csv").doesNotContain("records.json");
            PAGES.look(page, "export-done-light");
            tabTo(page, "Download the package");
            var download = page.waitForDownload(() -> page.keyboard().press("Enter"));
            assertThat(download.suggestedFilename()).matches("city-archive-export-\\d+\\.zip");
            page.navigate(PAGES.at("/search/exports"));
            PAGES.look(page, "exports-light");
        }
    }

    /** Presses Tab until what is named by id, word or element has the focus. */
    private static void tabTo(Page page, String what) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press("Tab");
            var focused = String
                    .valueOf(page.evaluate("(() => { const e = document.activeElement; return e.id + ' ' + e.closest('main')"
                            + " + ' ' + e.tagName.toLowerCase() + ' ' + e.textContent; })()"));
            if (focused.contains("HTMLElement") && focused.contains(what)) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + what);
    }

    @Test
    void anExportWithoutAnyFileIsAskedAgain() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search/exports/new?q=plow"));
            for (var form : List.of("csv", "json", "html")) {
                page.uncheck("#formats-" + form);
            }
            page.click("main button");
            assertThat(page.locator("[role=alert]").textContent()).contains("Tick at least one kind of file.");
        }
    }

    @Test
    void aSavedSearchSaysWhatIsNewAfterAnImport() {
        try (var window = PAGES.signedIn(Role.IT_DIRECTOR, Look.LIGHT);
                var small = PAGES.window(ColorScheme.DARK, 390)) {
            PAGES.signedIn(small, PAGES.archive().person(Role.IT_DIRECTOR), Role.IT_DIRECTOR);
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/search/saved"));
            assertThat(page.locator("h2").first().textContent()).isEqualTo("You keep no search yet");
            PAGES.look(page, "saved-none-light");
            save(page, "Biscuit the dog", "biscuit");
            PAGES.archive().importLines(line("dog", "Ann", "Has anyone seen Biscuit?"));
            page.navigate(PAGES.at("/search/saved"));
            assertThat(page.locator("td a:has-text('1 new')").count()).isEqualTo(1);
            PAGES.look(page, "saved-light");
            var dark = PAGES.chromium().tab(small);
            dark.navigate(PAGES.at("/search/saved"));
            PAGES.look(dark, "saved-dark-390");
            page.click("td a:has-text('1 new')");
            assertThat(page.locator("h1").textContent()).contains("1 new record in Biscuit the dog");
            PAGES.look(page, "saved-matches-light");
            chooseAlert(page, dark);
            page.navigate(PAGES.at("/search/saved"));
            assertThat(page.locator("a:has-text('1 new')").count()).isZero();
            assertThat(page.locator("td a:has-text('Daily')").count()).isEqualTo(1);
            page.click("button:has-text('Delete')");
            assertThat(page.locator("h2").first().textContent()).isEqualTo("You keep no search yet");
        }
    }

    /** On the page of what is new, which stays as it was; no mail server is set up here, and the page says so. */
    private static void chooseAlert(Page page, Page dark) {
        assertThat(page.isChecked("#alert-none")).isTrue();
        assertThat(page.locator(".ca-alert").textContent()).contains("Mail is not set up; alerts show here only.", "Ruth Haugen");
        page.check("#alert-daily");
        page.click("button:has-text('Keep this choice')");
        assertThat(page.locator("[role=status].ca-note").textContent()).contains("Alert by mail: daily");
        assertThat(page.isChecked("#alert-daily")).isTrue();
        assertThat(page.locator("h1").textContent()).contains("1 new record in Biscuit the dog");
        PAGES.look(page, "saved-alert-light");
        dark.navigate(page.url());
        PAGES.look(dark, "saved-alert-dark-390");
        page.navigate(PAGES.at("/search"));
        assertThat(page.locator(".ca-facet:has-text('Biscuit the dog')").first().textContent()).contains("alert by mail: daily");
    }

    /** Sends the form as the search page does. */
    private static void save(Page page, String name, String query) {
        page.evaluate("([name, q]) => { const f = document.createElement('form'); f.method = 'post'; f.action = '/search/saved';"
                + " const csrf = document.querySelector('input[name=_csrf]'); f.append(csrf.cloneNode());"
                + " for (const [n, v] of [['name', name], ['q', q]]) { const i = document.createElement('input'); i.name = n; i.value = v; f.append(i); }"
                + " document.body.append(f); f.submit(); }", List.of(name, query));
        page.waitForURL("**/search?q=" + query);
    }
}

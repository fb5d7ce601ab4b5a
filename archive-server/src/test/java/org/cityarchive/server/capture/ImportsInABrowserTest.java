package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A file goes in: by the keyboard alone, with lines that are refused, paused halfway, in the dark and on a telephone. */
class ImportsInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"ImportsInABrowser","id":"%s","kind":"post","text":"Hydrants are flushed on Tuesday.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
            """;
    private static final int MANY = 8_000;
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample().expecting("status of 4");

    @Test
    void aFileWithRefusedLinesGoesInByTheKeyboardAlone() throws IOException {
        var folder = Files.createDirectories(ARCHIVE.home().resolve("import"));
        var file = Files.writeString(folder.resolve("by-keyboard.ndjson"), LINE.formatted("k1") + "not a line\n"
                + LINE.formatted("k2") + "{\"platform\":\"facebook\"}\n");
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/capture/imports"));
            Pages.tabTo(page, "#addAccounts");
            page.keyboard().press("Space");
            Pages.tabTo(page, "#serverFile");
            page.keyboard().type("by-keyboard");
            Pages.tabTo(page, "button:has-text('Import the file')");
            page.keyboard().press("Enter");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").textContent()).isEqualTo("2 + 0 + 0 + 0 + 2 = 4");
            assertThat(page.locator(".ca-page-head").textContent()).contains("Started by Ruth Haugen");
            assertThat(steps(page)).containsExactly("File taken whole, its digest noted", "Format known: observed",
                    "Lines read and decided", "Searchable", "Report");
            assertThat(page.locator(".ca-stages li").first().textContent()).endsWith(", done");
            Pages.tabTo(page, "a:has-text('Download the 2')");
            Pages.tabTo(page, "a:has-text('CSV')");
            Pages.tabTo(page, "main a[href='/capture/imports']", "Shift+Tab");
            Pages.tabTo(page, "button:has-text('I have looked at them')");
            page.keyboard().press("Enter");
            page.waitForSelector(".ca-mark:has-text('Looked at')");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anImportIsPausedAndGoesOnWhereItStood() {
        try (var window = PAGES.window(Look.DARK)) {
            var page = PAGES.signIn(window, Role.CLERK);
            var lines = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                lines.append(LINE.formatted("p" + i));
            }
            page.navigate(PAGES.at("/capture/imports"));
            page.check("#addAccounts");
            page.setInputFiles("#file", new FilePayload("long.ndjson", "application/x-ndjson", lines.toString().getBytes(UTF_8)));
            page.click("button:has-text('Import the file')");
            page.click("button:has-text('Pause')");
            page.waitForSelector("#job .ca-mark:has-text('Paused')");
            var job = page.url();
            page.navigate(job);
            assertThat(page.locator(".ca-stages").textContent()).contains("stands still");
            assertThat(page.locator(".ca-note-amber").textContent()).contains("Paused by a person.");
            long read = number(page.locator(".ca-big").textContent());
            assertThat(read).isLessThan(MANY);
            PAGES.look(page, "import-paused-dark");
            page.navigate(PAGES.at("/capture/imports?state=standing"));
            assertThat(page.locator(".ca-table").textContent()).contains("long.ndjson");
            page.navigate(job);
            page.click("button:has-text('Go on')");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(number(page.locator(".ca-big").textContent())).isEqualTo(MANY);
            assertThat(page.locator(".ca-sum strong").textContent()).isEqualTo("8,000 + 0 + 0 + 0 + 0 = 8,000");
            page.navigate(PAGES.at("/account"));
            assertThat(page.locator("tr:has-text('ImportsInABrowser')").textContent()).contains("Jan 10, 2026");
        }
    }

    @Test
    void inTheDarkAndOnATelephoneImportsStand() {
        var lines = LINE.formatted("d1") + "not a \u202eline\n" + "x".repeat(400) + "\n";
        try (var window = PAGES.window(Look.DARK)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/capture/imports"));
            page.setInputFiles("#file", new FilePayload("refused-dark.ndjson", "application/x-ndjson", lines.getBytes(UTF_8)));
            page.click("button:has-text('Import the file')");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            PAGES.look(page, "import-refused-dark");
            var job = page.url();
            page.navigate(PAGES.at("/capture/imports"));
            PAGES.look(page, "imports-list-dark");
            for (int width : new int[]{390, 320}) {
                page.setViewportSize(width, 844);
                PAGES.look(page, "imports-list-dark-" + width);
                page.navigate(job);
                PAGES.look(page, "import-refused-dark-" + width);
                page.navigate(PAGES.at("/capture/imports"));
            }
        }
    }

    private static List<String> steps(Page page) {
        return page.locator(".ca-stages li > span").all().stream()
                .map(step -> (String) step.evaluate("e => e.firstChild.textContent.trim()")).toList();
    }

    private static long number(String text) {
        return Long.parseLong(text.replaceAll("[^0-9]", ""));
    }

}

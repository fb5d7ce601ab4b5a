package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.web.Chromium;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A file goes in: by the keyboard alone, with lines that are refused, paused halfway, in the dark and on a telephone. */
class ImportsInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"ImportsInABrowser","id":"%s","kind":"post","text":"Hydrants are flushed on Tuesday.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
            """;
    private static final int MANY = 8_000;
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

    @Test
    void aFileWithRefusedLinesGoesInByTheKeyboardAlone() throws IOException {
        var folder = Files.createDirectories(ARCHIVE.home().resolve("import"));
        var file = Files.writeString(folder.resolve("by-keyboard.ndjson"), LINE.formatted("k1") + "not a line\n"
                + LINE.formatted("k2") + "{\"platform\":\"facebook\"}\n");
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = signIn(window);
            page.navigate(at("/capture/imports"));
            tabTo(page, "#addAccounts");
            page.keyboard().press("Space");
            tabTo(page, "#serverFile");
            page.keyboard().type("by-keyboard");
            tabTo(page, "button:has-text('Import the file')");
            page.keyboard().press("Enter");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").textContent()).isEqualTo("2 + 0 + 0 + 0 + 2 = 4");
            assertThat(page.locator(".ca-page-head").textContent()).contains("Started by Ruth Haugen");
            assertThat(steps(page)).containsExactly("File taken whole, its digest noted", "Format known: observed",
                    "Lines read and decided", "Searchable", "Report");
            assertThat(page.locator(".ca-stages li").first().textContent()).endsWith(", done");
            tabTo(page, "a:has-text('Download the 2')");
            tabTo(page, "a:has-text('CSV')");
            tabTo(page, "main a[href='/capture/imports']", "Shift+Tab");
            tabTo(page, "button:has-text('I have looked at them')");
            page.keyboard().press("Enter");
            page.waitForSelector(".ca-mark:has-text('Looked at')");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void anImportIsPausedAndGoesOnWhereItStood() {
        try (var window = chromium.window(ColorScheme.DARK, 1440, 900)) {
            var page = signIn(window);
            var lines = new StringBuilder();
            for (int i = 0; i < MANY; i++) {
                lines.append(LINE.formatted("p" + i));
            }
            page.navigate(at("/capture/imports"));
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
            chromium.look(page, "import-paused-dark");
            page.navigate(at("/capture/imports?state=standing"));
            assertThat(page.locator(".ca-table").textContent()).contains("long.ndjson");
            page.navigate(job);
            page.click("button:has-text('Go on')");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(number(page.locator(".ca-big").textContent())).isEqualTo(MANY);
            assertThat(page.locator(".ca-sum strong").textContent()).isEqualTo("8,000 + 0 + 0 + 0 + 0 = 8,000");
            page.navigate(at("/account"));
            assertThat(page.locator("tr:has-text('ImportsInABrowser')").textContent()).contains("Jan 10, 2026");
        }
    }

    @Test
    void inTheDarkAndOnATelephoneImportsStand() {
        var lines = LINE.formatted("d1") + "not a \u202eline\n" + "x".repeat(400) + "\n";
        try (var window = chromium.window(ColorScheme.DARK, 1440, 900)) {
            var page = signIn(window);
            page.navigate(at("/capture/imports"));
            page.setInputFiles("#file", new FilePayload("refused-dark.ndjson", "application/x-ndjson", lines.getBytes(UTF_8)));
            page.click("button:has-text('Import the file')");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            chromium.look(page, "import-refused-dark");
            var job = page.url();
            page.navigate(at("/capture/imports"));
            chromium.look(page, "imports-list-dark");
            for (int width : new int[]{390, 320}) {
                page.setViewportSize(width, 844);
                chromium.look(page, "imports-list-dark-" + width);
                page.navigate(job);
                chromium.look(page, "import-refused-dark-" + width);
                page.navigate(at("/capture/imports"));
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

    private static void tabTo(Page page, String selector) {
        tabTo(page, selector, "Tab");
    }

    private static void tabTo(Page page, String selector, String key) {
        for (int i = 0; i < 60; i++) {
            page.keyboard().press(key);
            if ((Boolean) page.locator(selector).first().evaluate("e => e === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector);
    }

    private static Page signIn(BrowserContext window) {
        var clerk = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == Role.CLERK).findFirst()
                .orElseThrow().person();
        var page = chromium.tab(window);
        page.navigate(at("/sign-in?code="
                + ARCHIVE.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(clerk, Role.CLERK))));
        page.click("button[type=submit]");
        return page;
    }

    private static String at(String path) {
        return ARCHIVE.server().address() + path;
    }
}

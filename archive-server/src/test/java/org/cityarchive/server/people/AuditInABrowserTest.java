package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.SelectOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit page as its readers use it. */
class AuditInABrowserTest {
    private static final String HOSTILE = "%3Cscript%3Edocument.title%3D%27owned%27%3C%2Fscript%3E+%E2%80%AEevil";

    @RegisterExtension
    static final Pages PAGES = Pages.of(AuditInABrowserTest::archive);

    private static RunningArchive archive() {
        var archive = RunningArchive.setUp();
        archive.importLines(
                """
                        {"platform":"facebook","account":"CityHall","id":"m1","kind":"message","author":{"id":"u1","name":"Dale Kimmet"},"text":"Please do not tell my neighbor.","createdAt":"2026-01-10T13:00:00Z","observedAt":"2026-01-10T13:00:00Z","state":"present"}
                        {"platform":"facebook","account":"CityHall","id":"c1","kind":"comment","parent":"m1","author":{"id":"u2","name":"Ann"},"text":"Thank you, neighbor","createdAt":"2026-01-10T14:00:00Z","observedAt":"2026-01-10T14:00:00Z","state":"present"}
                        """);
        archive.send("POST", "/api/v1/accounts", archive.token(Role.AUDITOR));
        var clerk = archive.as(Role.CLERK);
        for (int i = 0; i < 55; i++) {
            clerk.get("/search?q=pool" + i);
        }
        return archive;
    }

    @BeforeAll
    static void aPersonSearchesAndReads() {
        try (var window = window(ColorScheme.LIGHT, 1440)) {
            var page = PAGES.open(window, "/search?q=neighbor");
            page.click(".ca-card-link:has-text('Dale Kimmet')");
            page.navigate(PAGES.at("/search?q=" + HOSTILE));
        }
    }

    private static BrowserContext window(ColorScheme colours, int width) {
        return PAGES.signedIn(PAGES.window(colours, width), PAGES.archive().person(Role.IT_DIRECTOR), Role.IT_DIRECTOR);
    }

    private static List<String> whats(Page page) {
        return page.locator(".ca-audit td:nth-child(3) .ca-strong").allTextContents();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440, light", "DARK, 1440, dark", "LIGHT, 390, small", "LIGHT, 768, middle"})
    void thePagesStand(ColorScheme colours, int width, String name) {
        try (var window = window(colours, width)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/audit"));
            assertThat(whats(page)).contains("Restricted record read", "Write refused", "Role granted")
                    .doesNotContain("Searched");
            PAGES.look(page, "audit-" + name);
            page.navigate(PAGES.at("/search?q=neighbor"));
            assertThat(page.locator(".ca-card").first().textContent()).contains("Thank you, neighbor");
            assertThat(page.locator(".ca-card").last().textContent()).contains("A private message. Opening it is written down.",
                    "Restricted");
            PAGES.look(page, "restricted-card-" + name);
        }
    }

    @Test
    void nothingFoundSaysWhatToTry() {
        try (var window = window(ColorScheme.LIGHT, 1440)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/audit?text=nobody"));
            assertThat(page.locator(".ca-empty").textContent()).contains("Nothing that was done matches");
            PAGES.look(page, "audit-nothing");
        }
    }

    @Test
    void aMouseFiltersTurnsPagesAndExports() throws IOException {
        try (var window = window(ColorScheme.LIGHT, 1440)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/audit"));
            for (var kind : List.of("Decisions", "Restricted readings", "Exports", "Refused", "Searches")) {
                page.click(".ca-toggle:has-text('" + kind + "')");
            }
            assertThat(whats(page)).hasSize(50).containsOnly("Searched");
            assertThat(page.locator(".ca-audit").textContent()).contains("<script>document.title='owned'</script>");
            assertThat(page.title()).doesNotStartWith("owned");
            var searches = page.locator(".ca-toggle:has-text('Searches') span").first().textContent().replaceAll("\\D", "");
            assertThat(page.locator("#found").textContent()).isEqualTo("1 to 50 of " + searches + ", newest first");
            var download = page.waitForDownload(() -> {
                page.click("summary:has-text('Export this list')");
                page.click("text=Table (CSV)");
            });
            assertThat(download.suggestedFilename()).isEqualTo("audit.csv");
            assertThat(Files.readAllLines(download.path())).hasSize(1 + Integer.parseInt(searches));
            page.click("text=Older");
            assertThat(page.locator("#found").textContent()).startsWith("51 to ");
            page.selectOption("[name=person]", new SelectOption().setLabel("Ruth Haugen"));
            page.selectOption("[name=period]", "day");
            page.click("button:has-text('Show')");
            assertThat(page.locator(".ca-audit td:nth-child(2) .ca-strong").allTextContents()).isNotEmpty()
                    .containsOnly("Ruth Haugen");
        }
    }

    @Test
    void theKeyboardAloneFiltersAndOpensARecord() {
        try (var window = window(ColorScheme.LIGHT, 1440)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/audit"));
            page.locator("[name=text]").focus();
            page.keyboard().type("haugen");
            page.keyboard().press("Enter");
            page.waitForURL("**text=haugen**");
            assertThat(whats(page)).contains("Restricted record read").doesNotContain("Write refused");
            page.locator(".ca-toggle:has-text('Decisions')").focus();
            page.keyboard().press("Enter");
            page.waitForURL("**kinds=**");
            assertThat(whats(page)).doesNotContain("Role granted");
            page.locator(".ca-audit a").first().focus();
            page.keyboard().press("Enter");
            page.waitForURL("**/record/**");
            assertThat(page.locator("h1").textContent()).isEqualTo("Message by Dale Kimmet");
        }
    }

    @Test
    void withoutScriptsItWorksToo() {
        try (var window = PAGES.signedInWithoutScripts(Role.IT_DIRECTOR)) {
            var page = window.newPage();
            page.navigate(PAGES.at("/people/audit"));
            page.click(".ca-toggle:has-text('Searches')");
            page.fill("[name=text]", "haugen");
            page.click("button:has-text('Show')");
            assertThat(whats(page)).contains("Searched", "Restricted record read").doesNotContain("Write refused");
        }
    }
}

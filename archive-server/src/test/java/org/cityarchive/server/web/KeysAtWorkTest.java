package org.cityarchive.server.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Walks by the keyboard alone through the example city: a token's life, and a day of the past. */
class KeysAtWorkTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);

    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample();

    @Test
    void aTokenIsMadeCopiedAndTakenBack() {
        var director = ARCHIVE.person("Kit Keys", Role.IT_DIRECTOR);
        try (var window = PAGES.signedIn(director, Role.IT_DIRECTOR, Look.LIGHT)) {
            window.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            var page = PAGES.chromium().tab(window);
            var keys = new Keyboard(page);
            page.navigate(PAGES.at("/"));
            keys.to("People and audit").enter();
            keys.to("Tokens").enter();
            keys.to("What it is for").type("night walk").to("Acts as").press("c").to("Make the token");
            keys.press("Enter");
            assertThat(page.locator(".ca-secret-text")).isVisible();
            keys.to("Copy").press("Enter");
            assertThat(page.locator("#said")).hasText("Copied");
            var secret = (String) page.evaluate("navigator.clipboard.readText()");
            assertThat(secret).isEqualTo(page.locator(".ca-secret-text").textContent());
            assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(200);
            keys.to("Take back : night walk").press("Enter");
            assertThat(page.locator(".ca-note-green")).containsText("opens nothing any more");
            assertThat(page.locator(".ca-secret")).hasCount(0);
            assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(401);
        } finally {
            ARCHIVE.server().part(People.class).remove(director, TEST);
        }
    }

    @Test
    void aDayOfThePastIsSetReadAndLeft() {
        try (var window = PAGES.signedIn(ARCHIVE.person("Kim Keys", Role.CLERK), Role.CLERK, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            var keys = new Keyboard(page);
            page.navigate(PAGES.at("/search?q=plow"));
            var now = page.locator("#found").textContent();
            keys.to("As of another day").press("Enter");
            keys.to("As the platform stood");
            page.keyboard().type("01202026");
            keys.to("Show that day").enter();
            assertThat(page.locator(".ca-past")).containsText("Jan 20, 2026");
            assertThat(page.locator("#found").textContent()).isNotEqualTo(now);
            keys.press("j").enter();
            assertThat(page.url()).contains("/record/").contains("asOf=2026-01-20");
            assertThat(page.locator(".ca-past")).isVisible();
            keys.press("4");
            page.waitForURL("**/history**");
            assertThat(page.locator(".ca-past")).isVisible();
            keys.press("u");
            page.waitForURL("**/search?**");
            assertThat(page.locator(".ca-past")).isVisible();
            keys.to("Back to now").enter();
            assertThat(page.locator(".ca-past")).hasCount(0);
            assertThat(page.locator("#found")).hasText(now);
        }
    }

}

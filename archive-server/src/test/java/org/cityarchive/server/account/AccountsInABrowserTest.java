package org.cityarchive.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A person's word on accounts: lines of one that nobody knows wait, and go in by one click; and what an import's page tells. */
class AccountsInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"bluesky","account":"%s","id":"%s","kind":"post","text":"Council at seven.","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
            """;
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample().expecting("status of 4");

    private static void hand(Page page, String name, String lines) {
        page.navigate(PAGES.at("/capture/imports"));
        page.setInputFiles("#file", new FilePayload(name, "application/x-ndjson", lines.getBytes(UTF_8)));
        page.click("text=Import the file");
    }

    @Test
    void linesOfAnUnknownAccountWaitForAPersonsWordAndGoInByOneClick() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.CLERK);
            hand(page, "unknown.ndjson", LINE.formatted("bend.example", "b1") + LINE.formatted("bend.example", "b2")
                    + LINE.formatted("a-neighbor.example", "n1") + "not a \u001b[31mline\n");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").first().textContent()).endsWith("4 = 4");
            assertThat(page.locator(".ca-kinds").textContent()).contains("Unknown account");
            assertThat(page.locator(".ca-refused").textContent()).contains("⟪U+001B⟫[31m");
            PAGES.look(page, "import-refused-light");

            page.navigate(PAGES.at("/account?state=unknown"));
            PAGES.look(page, "accounts-unknown-light");
            page.click("a:has-text('bend.example')");
            page.fill("#name", "City on Bluesky");
            page.fill("#owner", "Communications");
            PAGES.look(page, "account-unknown-light");
            page.click("text=Confirm the account");
            assertThat(page.locator("h1").textContent()).isEqualTo("City on Bluesky");
            page.click("text=Take in 2 lines");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").first().textContent()).isEqualTo("2 + 0 + 0 + 0 + 0 = 2");
            ARCHIVE.awaitProjections();
            page.navigate(PAGES.at("/search?q=account:bend.example"));
            assertThat(page.locator("#found").textContent()).isEqualTo("2 records");
            assertThat(page.locator(".ca-card").first().textContent()).contains("City on Bluesky");

            page.navigate(PAGES.at("/account?state=unknown"));
            page.click("a:has-text('a-neighbor.example')");
            page.fill("#reason", "A private person.");
            page.click("text=Say that it is not the city’s");
            assertThat(page.locator(".ca-declined").textContent()).contains("a-neighbor.example", "A private person.");
            hand(page, "again.ndjson", LINE.formatted("a-neighbor.example", "n2"));
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-kinds").textContent()).contains("Account not the city’s");
            page.click("text=I have looked at them");
            assertThat(page.locator("text=Looked at").count()).isEqualTo(1);
        }
    }

    @Test
    void anAccountIsAddedDescribedAndSaidNotToBeTheCitys() {
        try (var window = PAGES.window(Look.DARK)) {
            var page = PAGES.signIn(window, Role.IT_DIRECTOR);
            page.navigate(PAGES.at("/account"));
            page.fill("#platform", "threads");
            page.fill("#handle", "cbend.pool");
            page.fill("#name", "Pool");
            page.click("text=Add the account");
            assertThat(page.locator("h1").textContent()).isEqualTo("Pool");
            page.fill("#purpose", "Opening hours");
            page.click("text=Keep this");
            assertThat(page.locator(".ca-history").textContent()).contains("purpose: Opening hours", "Marcus Lindqvist");
            PAGES.look(page, "account-dark");
            page.fill("#reason", "A club runs it.");
            page.click("text=Say that it is not the city’s");
            assertThat(page.locator(".ca-word").textContent()).contains("A club runs it.");
        }
    }

    @Test
    void theKeyboardAloneAddsAnAccountAndConfirmsAnUnknownOne() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/account"));
            Pages.tabTo(page, "a[href='#add']");
            page.keyboard().press("Enter");
            type(page, "#platform", "threads");
            type(page, "#handle", "cbend.rink");
            type(page, "#owner", "Parks");
            Pages.tabTo(page, "button:has-text('Add the account')");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('cbend.rink')");

            hand(page, "by-keyboard.ndjson", LINE.formatted("keys.example", "y1"));
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            Pages.tabTo(page, "a:has-text('Say whose it is')");
            page.keyboard().press("Enter");
            Pages.tabTo(page, "a:has-text('keys.example')");
            page.keyboard().press("Enter");
            page.waitForURL("**/account/unknown/**");
            type(page, "#owner", "City Clerk");
            Pages.tabTo(page, "button:has-text('Confirm the account')");
            page.keyboard().press("Enter");
            page.waitForSelector("h1:has-text('keys.example')");
            Pages.tabTo(page, "button:has-text('Take in 1 line')");
            page.keyboard().press("Enter");
            page.waitForSelector("#job .ca-mark:has-text('Done')");
            assertThat(page.locator(".ca-sum strong").first().textContent()).endsWith("= 1");
        }
    }

    private static void type(Page page, String field, String text) {
        Pages.tabTo(page, field);
        page.keyboard().type(text);
    }

    @Test
    void whoMayNotSeesTheActWithWhoCan() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.AUDITOR);
            page.navigate(PAGES.at("/account"));
            assertThat(page.locator(".ca-refused-act").textContent()).contains("Ruth Haugen (City Clerk)");
            assertThat(page.locator("main form").count()).isZero();
            page.navigate(PAGES.at("/capture/imports"));
            assertThat(page.locator(".ca-refused-act").textContent()).contains("can.");
            PAGES.look(page, "imports-auditor-light");
        }
    }

    @Test
    void aZipThatIsNoXArchiveIsToldWhatItLacks() {
        try (var window = PAGES.window(Look.SMALL)) {
            var page = PAGES.signIn(window, Role.CLERK);
            page.navigate(PAGES.at("/capture/imports"));
            page.selectOption("#format", "x-archive");
            page.fill("#account", "cbend");
            page.setInputFiles("#file", new FilePayload("photos.zip", "application/zip", emptyZip()));
            page.click("text=Import the file");
            assertThat(page.locator("#import-error").textContent()).contains("no archive from X", "data/account.js");
            assertThat(page.inputValue("#account")).isEqualTo("cbend");
            PAGES.look(page, "import-wrong-small");
        }
    }

    private static byte[] emptyZip() {
        var zip = new byte[22];
        zip[0] = 'P';
        zip[1] = 'K';
        zip[2] = 5;
        zip[3] = 6;
        return zip;
    }
}

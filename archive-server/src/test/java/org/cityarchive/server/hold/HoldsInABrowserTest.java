package org.cityarchive.server.hold;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The attorney's hold, from a search to its release by a second person; by keyboard; and as those see it who may not. */
class HoldsInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"CottonwoodBendMT","id":"%s","kind":"post","text":"%s","createdAt":"2026-05-10T12:00:00Z","observedAt":"2026-05-10T12:00:05Z","state":"present"}
            """;
    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample().expecting("status of 4");

    @Test
    void aHoldIsPlacedFromASearchTakesInWhatComesAndIsReleasedByTwo() {
        ARCHIVE.importLines(LINE.formatted("w1", "mailbox wreck one") + LINE.formatted("w2", "mailbox wreck two"));
        try (var window = PAGES.window(Look.LIGHT);
                var clerks = PAGES.window(Look.SMALL);
                var managers = PAGES.window(Look.DARK)) {
            var page = PAGES.signIn(window, Role.ATTORNEY);
            var hold = place(page);
            ARCHIVE.importLines(LINE.formatted("w3", "mailbox wreck three"));
            page.reload();
            assertThat(page.locator("main .ca-big").textContent()).as("a later capture joins with no act").isEqualTo("3");
            assertThat(page.locator("main").textContent()).contains("1 came since it was placed");
            PAGES.look(page, "hold-light");
            ARCHIVE.awaitProjections();
            page.navigate(PAGES.at("/search?q=mailbox+wreck"));
            assertThat(page.locator(".ca-card .ca-violet").allTextContents()).as("marks").hasSize(3)
                    .allMatch("On hold: Mailbox claims"::equals);
            page.locator(".ca-card-link").first().click();
            assertThat(page.locator(".ca-record-head .ca-violet").textContent()).isEqualTo("On hold: Mailbox claims");
            page.navigate(hold);
            acknowledge(clerks, hold);
            page.fill("#reason", "Settled on Nov 20.");
            page.click("text=Propose the release");
            assertThat(page.locator(".ca-note-violet").textContent()).contains("You cannot release this hold.",
                    "a release needs a second person. Ellen Tafoya (City Manager) can.");
            page.navigate(PAGES.at("/hold?state=proposed"));
            PAGES.look(page, "holds-proposed-light");
            confirm(managers, hold);
        }
    }

    /** From the search page to the hold's own page; the address of that. */
    private static String place(Page page) {
        page.navigate(PAGES.at("/search?q=wreck"));
        page.click("text=Place a hold on these");
        page.fill("#matter", "Mailbox claims");
        page.fill("#reason", "Eleven claims are announced.");
        PAGES.look(page, "hold-matter-light");
        page.click("text=Next: scope");
        assertThat(page.inputValue("#q")).isEqualTo("wreck");
        page.fill("#q", "wreck -two");
        page.waitForSelector("#look-total:text-is('1')");
        page.fill("#q", "mailbox wreck");
        page.waitForSelector("#look-total:text-is('2')");
        assertThat(page.locator(".ca-why").first().textContent()).isEqualTo("words");
        assertThat(page.locator("#look").textContent()).contains("and everything captured later that matches",
                "No platform is asked for what is new.", "City of Cottonwood Bend (2)");
        PAGES.look(page, "hold-scope-light");
        page.click("text=Next: custodians");
        page.check("label:has-text('Ruth Haugen') input");
        PAGES.look(page, "hold-custodians-light");
        page.click("text=Next: read it once more");
        PAGES.look(page, "hold-place-light");
        page.click("button:has-text('Place the hold')");
        assertThat(page.locator("h1").textContent()).isEqualTo("Mailbox claims");
        assertThat(page.locator("main .ca-big").textContent()).as("preview count is count after").isEqualTo("2");
        return page.url();
    }

    private static void acknowledge(BrowserContext window, String hold) {
        var page = PAGES.signIn(window, Role.CLERK);
        page.navigate(PAGES.at("/"));
        page.locator(".ca-need:has-text('to acknowledge') a").click();
        PAGES.look(page, "holds-mine-small");
        page.navigate(hold);
        PAGES.look(page, "hold-small");
        page.click("text=I have read this and will keep to it");
        assertThat(page.locator("#custodians ~ .ca-table-frame").textContent()).doesNotContain("not yet");
        assertThat(page.locator("text=Change the scope").count()).isEqualTo(1);
        assertThat(page.locator(".ca-refused-act").first().textContent()).contains("Daniel Okafor (City Attorney) can.");
    }

    private static void confirm(BrowserContext window, String hold) {
        var page = PAGES.signIn(window, Role.MANAGER);
        page.navigate(PAGES.at("/"));
        page.locator(".ca-need:has-text('Release') a").click();
        page.locator(".ca-release:has-text('Mailbox claims') a:has-text('Confirm the release')").click();
        PAGES.look(page, "hold-release-dark");
        page.click("text=Release the hold");
        assertThat(page.url()).isEqualTo(hold);
        assertThat(page.locator("main").textContent()).contains("Released", "Cooling off through", "confirmed by Ellen Tafoya");
        PAGES.look(page, "hold-released-dark");
        page.navigate(PAGES.at("/hold"));
        PAGES.look(page, "holds-dark");
    }

    @Test
    void theKeyboardAlonePlacesAHoldAndADraftSurvives() {
        try (var window = PAGES.chromium().withoutScripts()) {
            var page = PAGES.signIn(window, Role.ATTORNEY);
            page.navigate(PAGES.at("/hold/new"));
            type(page, "#matter", "Culvert letter");
            type(page, "#reason", "A letter from counsel came.");
            press(page, "button:has-text('Save as draft')");
            page.waitForURL("**/hold?state=drafts");
            press(page, "a:has-text('Culvert letter')");
            press(page, "button:has-text('Next: scope')");
            type(page, "#q", "\"culvert");
            press(page, "button:has-text('Next: custodians')");
            assertThat(page.locator("#wrong").textContent()).contains("A quotation mark opens here and is never closed.");
            assertThat(page.locator("#q").textContent()).isEqualTo("\"culvert");
            type(page, "#q", "culvert");
            press(page, "button:has-text('Next: custodians')");
            press(page, "button:has-text('Next: read it once more')");
            press(page, "button:has-text('Place the hold')");
            page.waitForSelector("h1:has-text('Culvert letter')");
            page.navigate(PAGES.at("/hold?state=drafts"));
            assertThat(page.locator("main").textContent()).contains("You keep no draft.");
        }
    }

    private static void type(Page page, String field, String text) {
        Pages.tabTo(page, field);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    private static void press(Page page, String selector) {
        Pages.tabTo(page, selector);
        page.keyboard().press("Enter");
        page.waitForLoadState();
    }

    @Test
    void theAuditorSeesAllAndChangesNothing() {
        try (var window = PAGES.window(Look.LIGHT)) {
            var page = PAGES.signIn(window, Role.AUDITOR);
            page.navigate(PAGES.at("/hold/" + SampleHold.HOLD));
            assertThat(page.locator("h1").textContent()).contains("Wu-Kowalski");
            assertThat(page.locator("main form").count()).isZero();
            page.navigate(PAGES.at("/hold/new"));
            assertThat(page.locator(".ca-refused-act").textContent()).contains("Daniel Okafor (City Attorney) can.");
            page.navigate(PAGES.at("/hold/" + SampleHold.HOLD + "/report"));
            assertThat(page.locator("main").textContent()).contains("Priya Raman", "not acknowledged");
            PAGES.look(page, "hold-report-light");
        }
    }
}

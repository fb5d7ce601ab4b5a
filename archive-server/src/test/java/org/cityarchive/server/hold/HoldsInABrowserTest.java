package org.cityarchive.server.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.web.Chromium;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The attorney's hold, from a search to its release by a second person; by keyboard; and as those see it who may not. */
class HoldsInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"CottonwoodBendMT","id":"%s","kind":"post","text":"%s","createdAt":"2026-05-10T12:00:00Z","observedAt":"2026-05-10T12:00:05Z","state":"present"}
            """;
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

    private static Page signIn(BrowserContext window, Role role) {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst()
                .orElseThrow().person();
        var page = chromium.tab(window);
        page.setDefaultTimeout(12_000);
        page.navigate(at(
                "/sign-in?code=" + ARCHIVE.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, role))));
        page.click("button[type=submit]");
        return page;
    }

    private static String at(String path) {
        return ARCHIVE.server().address() + path;
    }

    @Test
    void aHoldIsPlacedFromASearchTakesInWhatComesAndIsReleasedByTwo() {
        ARCHIVE.importLines(LINE.formatted("w1", "mailbox wreck one") + LINE.formatted("w2", "mailbox wreck two"));
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900);
                var clerks = chromium.window(ColorScheme.LIGHT, 390, 844);
                var managers = chromium.window(ColorScheme.DARK, 1440, 900)) {
            var page = signIn(window, Role.ATTORNEY);
            var hold = place(page);
            ARCHIVE.importLines(LINE.formatted("w3", "mailbox wreck three"));
            page.reload();
            assertThat(page.locator("main .ca-big").textContent()).as("a later capture joins with no act").isEqualTo("3");
            assertThat(page.locator("main").textContent()).contains("1 came since it was placed");
            chromium.look(page, "hold-light");
            ARCHIVE.awaitProjections();
            page.navigate(at("/search?q=mailbox+wreck"));
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
            page.navigate(at("/hold?state=proposed"));
            chromium.look(page, "holds-proposed-light");
            confirm(managers, hold);
        }
    }

    /** From the search page to the hold's own page; the address of that. */
    private static String place(Page page) {
        page.navigate(at("/search?q=wreck"));
        page.click("text=Place a hold on these");
        page.fill("#matter", "Mailbox claims");
        page.fill("#reason", "Eleven claims are announced.");
        chromium.look(page, "hold-matter-light");
        page.click("text=Next: scope");
        assertThat(page.inputValue("#q")).isEqualTo("wreck");
        page.fill("#q", "wreck -two");
        page.waitForSelector("#look-total:text-is('1')");
        page.fill("#q", "mailbox wreck");
        page.waitForSelector("#look-total:text-is('2')");
        assertThat(page.locator(".ca-why").first().textContent()).isEqualTo("words");
        assertThat(page.locator("#look").textContent()).contains("and everything captured later that matches",
                "No platform is asked for what is new.", "City of Cottonwood Bend (2)");
        chromium.look(page, "hold-scope-light");
        page.click("text=Next: custodians");
        page.check("label:has-text('Ruth Haugen') input");
        chromium.look(page, "hold-custodians-light");
        page.click("text=Next: read it once more");
        chromium.look(page, "hold-place-light");
        page.click("button:has-text('Place the hold')");
        assertThat(page.locator("h1").textContent()).isEqualTo("Mailbox claims");
        assertThat(page.locator("main .ca-big").textContent()).as("preview count is count after").isEqualTo("2");
        return page.url();
    }

    private static void acknowledge(BrowserContext window, String hold) {
        var page = signIn(window, Role.CLERK);
        page.navigate(at("/"));
        page.locator(".ca-need:has-text('to acknowledge') a").click();
        chromium.look(page, "holds-mine-small");
        page.navigate(hold);
        chromium.look(page, "hold-small");
        page.click("text=I have read this and will keep to it");
        assertThat(page.locator("#custodians ~ .ca-table-frame").textContent()).doesNotContain("not yet");
        assertThat(page.locator("text=Change the scope").count()).isEqualTo(1);
        assertThat(page.locator(".ca-refused-act").first().textContent()).contains("Daniel Okafor (City Attorney) can.");
    }

    private static void confirm(BrowserContext window, String hold) {
        var page = signIn(window, Role.MANAGER);
        page.navigate(at("/"));
        page.locator(".ca-need:has-text('Release') a").click();
        page.locator(".ca-release:has-text('Mailbox claims') a:has-text('Confirm the release')").click();
        chromium.look(page, "hold-release-dark");
        page.click("text=Release the hold");
        assertThat(page.url()).isEqualTo(hold);
        assertThat(page.locator("main").textContent()).contains("Released", "Cooling off through", "confirmed by Ellen Tafoya");
        chromium.look(page, "hold-released-dark");
        page.navigate(at("/hold"));
        chromium.look(page, "holds-dark");
    }

    @Test
    void theKeyboardAlonePlacesAHoldAndADraftSurvives() {
        try (var window = chromium.withoutScripts()) {
            var page = signIn(window, Role.ATTORNEY);
            page.navigate(at("/hold/new"));
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
            page.navigate(at("/hold?state=drafts"));
            assertThat(page.locator("main").textContent()).contains("You keep no draft.");
        }
    }

    private static void type(Page page, String field, String text) {
        tabTo(page, field);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    private static void press(Page page, String selector) {
        tabTo(page, selector);
        page.keyboard().press("Enter");
        page.waitForLoadState();
    }

    private static void tabTo(Page page, String selector) {
        for (int i = 0; i < 80; i++) {
            page.keyboard().press("Tab");
            if ((Boolean) page.locator(selector).first().evaluate("e => e === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("the keyboard does not reach " + selector + " on " + page.url());
    }

    @Test
    void theAuditorSeesAllAndChangesNothing() {
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = signIn(window, Role.AUDITOR);
            page.navigate(at("/hold/" + SampleHold.HOLD));
            assertThat(page.locator("h1").textContent()).contains("Wu-Kowalski");
            assertThat(page.locator("main form").count()).isZero();
            page.navigate(at("/hold/new"));
            assertThat(page.locator(".ca-refused-act").textContent()).contains("Daniel Okafor (City Attorney) can.");
            page.navigate(at("/hold/" + SampleHold.HOLD + "/report"));
            assertThat(page.locator("main").textContent()).contains("Priya Raman", "not acknowledged");
            chromium.look(page, "hold-report-light");
        }
    }
}

package org.cityarchive.server.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import com.microsoft.playwright.Page;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AuthenticatorApp;
import org.cityarchive.server.security.Passwords;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The IT director's way through people and tokens, in a browser. */
class PeopleInABrowserTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor TEST = new Actor("test", Role.IT_DIRECTOR);
    private static final String PASSWORD = "four grey herons fishing";

    @RegisterExtension
    static final Pages PAGES = Pages.ofTheSample().expecting("status of 422"); // a form sent back

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "SMALL"})
    void everyPageOfPeopleStands(Look look) {
        var auditor = ARCHIVE.person("Greta Lindholm", Role.AUDITOR);
        try (var window = PAGES.signedIn(ARCHIVE.person("Nora Director", Role.IT_DIRECTOR), Role.IT_DIRECTOR, look)) {
            var page = PAGES.chromium().tab(window);
            see(page, "/people", look, "people");
            see(page, "/people?on=2026-01-01", look, "people-past");
            see(page, "/people/add", look, "people-add");
            see(page, "/people/" + auditor, look, "person");
            see(page, "/people/tokens", look, "tokens");
            see(page, "/people/me", look, "own");
        }
        try (var window = PAGES.signedIn(auditor, Role.AUDITOR, look)) {
            var page = PAGES.chromium().tab(window);
            see(page, "/people", look, "people-auditor");
            see(page, "/people/tokens", look, "tokens-auditor");
        }
    }

    @Test
    void aPersonIsAddedComesInByTheInvitationAndGoes() {
        var director = ARCHIVE.person("Ida Berg", Role.IT_DIRECTOR);
        try (var window = PAGES.signedIn(director, Role.IT_DIRECTOR, Look.LIGHT);
                var other = PAGES.window(Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people"));
            page.click("text=Add a person");
            page.fill("#name", "Olaf Moe");
            page.fill("#mail", "o.moe@cottonwoodbend.example");
            page.selectOption("#role", "auditor");
            page.fill("#until", "2099-12-31");
            page.click("button:has-text('Add the person')");
            PAGES.look(page, "person-invited-light");
            var link = page.locator(".ca-secret-text").textContent();
            assertThat(page.locator(".ca-secret").textContent()).contains("no mail server is set up");
            page.reload();
            assertThat(page.locator(".ca-secret").count()).isZero();

            var theirs = PAGES.chromium().tab(other);
            theirs.navigate(link);
            assertThat(theirs.locator("main").textContent()).contains("Olaf Moe, Auditor");
            theirs.click("main button[type=submit]:has-text('Sign in') >> nth=0");
            theirs.navigate(PAGES.at("/people/me"));
            assertThat(theirs.locator("h1").textContent()).isEqualTo("Olaf Moe");

            page.reload();
            assertThat(page.locator(".ca-page-head .ca-mark").textContent()).isEqualTo("Active");
            page.selectOption("#role", "clerk");
            page.click("button:has-text('Grant the role')");
            assertThat(page.locator("table tbody th").allTextContents()).containsExactly("City Clerk", "Auditor");
            page.click("button:has-text('Take back: Auditor')");
            assertThat(page.locator(".ca-note-green").textContent()).contains("The role was taken back");
            theirs.reload();
            assertThat(theirs.url()).contains("/sign-in");

            page.click("summary:has-text('Remove this person')");
            page.click("button:has-text('Remove Olaf Moe')");
            assertThat(page.locator(".ca-page-head .ca-mark").textContent()).isEqualTo("Removed");
            PAGES.look(page, "person-removed-light");
        }
        leave(director);
    }

    @Test
    void aPersonIsAddedByTheKeyboardAlone() {
        var director = ARCHIVE.person("Kai Berg", Role.IT_DIRECTOR);
        try (var window = PAGES.signedIn(director, Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people"));
            Pages.tabTo(page, "a[href='/people/add']");
            page.keyboard().press("Enter");
            page.waitForURL("**/people/add");
            Pages.tabTo(page, "#name");
            page.keyboard().type("Tilda Keys");
            Pages.tabTo(page, "#role");
            page.keyboard().type("Aud");
            Pages.tabTo(page, "button:has-text('Add the person')");
            page.keyboard().press("Enter");
            page.waitForURL("**done=added**");
            assertThat(page.locator("h1").textContent()).isEqualTo("Tilda Keys");
            assertThat(page.locator("table tbody th").textContent()).isEqualTo("Auditor");
        }
        leave(director);
    }

    @Test
    void aTokenIsMadeShownOnceAndTakenBack() {
        var director = ARCHIVE.person("Tor Berg", Role.IT_DIRECTOR);
        try (var window = PAGES.signedIn(director, Role.IT_DIRECTOR, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/tokens"));
            page.fill("#name", "evening-report");
            page.selectOption("#role", "auditor");
            page.selectOption("#scope", "read");
            page.click("button:has-text('Make the token')");
            var secret = page.locator(".ca-secret-text").textContent();
            PAGES.look(page, "token-made-light");
            assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(200);
            assertThat(ARCHIVE.postJson("/api/v1/accounts", secret, "{}").statusCode()).isEqualTo(403);
            page.reload();
            assertThat(page.locator(".ca-secret").count()).isZero();
            page.click("button:has-text('Take back: evening-report')");
            assertThat(page.locator(".ca-note-green").textContent()).contains("opens nothing any more");
            assertThat(ARCHIVE.send("GET", "/api/v1/accounts", secret).statusCode()).isEqualTo(401);
        }
        leave(director);
    }

    @Test
    void onesOwnPageChangesThePasswordAndEndsSessions() {
        var person = ARCHIVE.person("Siri Dahl", Role.CLERK);
        ARCHIVE.server().part(Passwords.class).choose(person, PASSWORD, List.of());
        var sessions = ARCHIVE.server().part(Sessions.class);
        var elsewhere = sessions.begin(person, Role.CLERK, "Safari on iPad");
        try (var window = PAGES.signedIn(person, Role.CLERK, Look.LIGHT)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/me"));
            PAGES.look(page, "own-sessions-light");
            page.click("button:has-text('the session on Safari on iPad')");
            assertThat(sessions.actor(elsewhere)).isEmpty();

            page.fill("#current", "not the one");
            page.fill("#password", "seven slow tugboats humming");
            page.click("button:has-text('Change the password')");
            assertThat(page.locator("#wrong").textContent()).contains("not your present password");
            page.fill("#current", PASSWORD);
            page.fill("#password", "seven slow tugboats humming");
            page.click("button:has-text('Change the password')");
            assertThat(page.locator(".ca-note-green").textContent()).contains("The password was changed");
            assertThat(ARCHIVE.server().part(Passwords.class).matches(person, "seven slow tugboats humming")).isTrue();

        }
    }

    @Test
    void theSecondFactorsKeyIsScannedInTheDarkOrTyped() throws Exception {
        var person = ARCHIVE.person("Siv Dahl", Role.CLERK);
        try (var window = PAGES.signedIn(person, Role.CLERK, Look.DARK)) {
            var page = PAGES.chromium().tab(window);
            page.navigate(PAGES.at("/people/me"));
            var asked = new ArrayList<String>();
            page.onRequest(request -> asked.add(request.url()));
            page.click("button:has-text('Set it up')");
            var key = page.locator(".ca-secret-text").textContent();
            assertThat(key).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
            var scanned = scanned(page.locator(".ca-qr").screenshot());
            assertThat(scanned).startsWith("otpauth://totp/").contains("Siv%20Dahl", "secret=" + key.replace(" ", "") + "&");
            assertThat(page.locator(".ca-qr title").textContent()).contains("stands below as text");
            assertThat(page.locator("a[href^=otpauth]").count()).isZero();
            assertThat(asked).allMatch(url -> url.startsWith(PAGES.at("/"))).noneMatch(url -> url.contains(key.substring(0, 4)));
            PAGES.look(page, "own-second-dark");
            page.setViewportSize(320, 900);
            PAGES.look(page, "own-second-dark-320");
            page.fill("#code", "000000");
            page.click("button:has-text('Turn it on')");
            assertThat(page.locator("#wrong").textContent()).contains("This code is not right");
            assertThat(page.locator(".ca-secret-text").textContent()).as("the same key").isEqualTo(key);
            page.fill("#code", AuthenticatorApp.code(key.replace(" ", ""), Instant.now()));
            page.click("button:has-text('Turn it on')");
            assertThat(page.locator(".ca-codes li").count()).isEqualTo(10);
        }
    }

    /** What a camera reads off a picture; it is evenly lit, so one threshold holds for all of it. */
    private static String scanned(byte[] picture) throws Exception {
        var image = ImageIO.read(new ByteArrayInputStream(picture));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var light = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        return new QRCodeReader().decode(new BinaryBitmap(new GlobalHistogramBinarizer(light))).getText();
    }

    private static void see(Page page, String path, Look look, String name) {
        page.navigate(PAGES.at(path));
        PAGES.look(page, look, name);
        page.setViewportSize(320, 900);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s at 320 px scrolls sideways by", name).isZero();
        page.setViewportSize(look == Look.SMALL ? 390 : 1440, 900);
    }

    /** Others count the administrators. */
    private static void leave(PersonId person) {
        ARCHIVE.server().part(People.class).remove(person, TEST);
    }

}

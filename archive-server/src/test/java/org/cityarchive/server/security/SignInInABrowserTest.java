package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.SignInCodes.SetUp;
import org.cityarchive.server.web.Chromium;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The way in, in a real browser: an empty archive is set up, then entered again by password and code, and by the city's sign-in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SignInInABrowserTest {
    private static final String GOOD = "gravel otter lantern";

    private static MockOAuth2Server issuer;
    private static RunningArchive archive;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        Assumptions.assumeTrue(Chromium.isHere(), "no Chromium on this machine");
        issuer = new MockOAuth2Server();
        issuer.start();
        archive = RunningArchive.on(RunningArchive.temporaryHome(),
                Map.of(Setting.OIDC_ISSUER, issuer.issuerUrl("city").toString(),
                        Setting.OIDC_ROLE_MAP, "city-clerks=clerk"));
        chromium = Chromium.open();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            assertThat(chromium.heard()).as("console, with what the Content-Security-Policy stopped")
                    .allMatch(line -> line.endsWith("status of 422 ()")); // wrong passwords, tried on purpose
            chromium.close();
        }
        if (archive != null) {
            archive.close();
            issuer.shutdown();
        }
    }

    @Test
    @Order(1)
    void anEmptyArchiveIsSetUpByKeyboardAlone() {
        var code = archive.server().part(SignInCodes.class).make(new SetUp());
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = chromium.tab(window);
            page.navigate(at("/set-up?code=" + code));
            chromium.look(page, "set-up-light");
            page.locator("#name").focus();
            page.keyboard().type("Marcus Lindqvist");
            page.keyboard().press("Tab");
            page.keyboard().press("Control+A");
            page.keyboard().type("Cottonwood Bend");
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Space");
            assertThat(page.isChecked("input[value=plain]")).isTrue();
            assertThat(page.locator(".ca-choices").textContent()).contains("the IT Director administers every one of them");
            page.keyboard().press("Enter");
            page.waitForURL("**/sign-in/first");
            chromium.look(page, "sign-in-first-light");
            page.locator("#login").focus();
            page.keyboard().type("marcus@cottonwoodbend.example");
            page.keyboard().press("Tab");
            page.keyboard().type("cottonwood2026");
            page.keyboard().press("Enter");
            page.waitForSelector("[role=alert]");
            assertThat(page.locator("[role=alert]").textContent()).contains("guessed first");
            assertThat(page.inputValue("#login")).isEqualTo("marcus@cottonwoodbend.example");
            page.locator("#password").focus();
            page.keyboard().type(GOOD);
            page.keyboard().press("Enter");
            page.waitForURL(at("/"));
            anEmptyHomeSaysWhatComesNext(page);
            page.navigate(at("/people/city"));
            chromium.look(page, "city-light");
            page.selectOption("#profile", "kalispell");
            page.click("text=Keep this");
            assertThat(page.locator("[role=alert]").textContent()).contains("takes a reason");
            page.fill("#reason", "Resolution 5716");
            page.click("text=Keep this");
            assertThat(page.locator("#profile-says").textContent()).contains("Kalispell");
            assertThat(page.locator("main").textContent()).contains("Resolution 5716", "Marcus Lindqvist");
        }
    }

    private static void anEmptyHomeSaysWhatComesNext(Page page) {
        assertThat(page.locator("h1").textContent()).endsWith(", Marcus");
        assertThat(page.locator(".ca-ticks li:has-text('profile chosen') .bi-check-circle-fill").count()).isEqualTo(1);
        assertThat(page.locator(".ca-ticks a").first().getAttribute("href")).isEqualTo("/people/me");
        chromium.look(page, "home-empty-light");
        for (int width : new int[]{390, 320}) {
            page.setViewportSize(width, 844);
            chromium.look(page, "home-empty-" + width);
        }
        page.setViewportSize(1440, 900);
    }

    @Test
    @Order(2)
    void passwordAndCodeOpenTheDoorByKeyboardAlone() {
        var marcus = archive.server().part(PeopleInRoles.class).all().getFirst().person();
        var factor = archive.server().part(SecondFactor.class);
        var secret = factor.offer(marcus, "Marcus", "Cottonwood Bend").orElseThrow().secret();
        var now = Instant.now();
        assertThat(factor.confirm(marcus, AuthenticatorApp.code(secret, now.minusSeconds(30)))).isPresent();
        try (var window = chromium.window(ColorScheme.LIGHT, 1440, 900)) {
            var page = chromium.tab(window);
            page.navigate(at("/search?q=pool"));
            page.locator("#login").focus();
            page.keyboard().type("marcus@cottonwoodbend.example");
            page.keyboard().press("Tab");
            page.keyboard().type("not the password");
            page.keyboard().press("Enter");
            page.waitForSelector("#password-error");
            chromium.look(page, "sign-in-password-light");
            page.locator("#password").focus();
            page.keyboard().type(GOOD);
            page.keyboard().press("Enter");
            page.waitForURL("**/sign-in/second");
            chromium.look(page, "sign-in-second-light");
            page.keyboard().type(AuthenticatorApp.code(secret, now));
            page.keyboard().press("Enter");
            page.waitForURL("**/search?q=pool");
        }
    }

    @Test
    @Order(3)
    void theCitysSignInOpensItToo() {
        issuer.enqueueCallback(new DefaultOAuth2TokenCallback("city", "ruth", "JWT", List.of("city-archive"),
                Map.of("roles", List.of("city-clerks"), "name", "Ruth Haugen"), 3_600));
        try (var window = chromium.window(ColorScheme.DARK, 1440, 900)) {
            var page = chromium.tab(window);
            page.navigate(at("/sign-in"));
            chromium.look(page, "sign-in-dark");
            page.click("text=Continue with the city's sign-in");
            page.waitForURL(at("/"));
            assertThat(page.locator(".ca-person").textContent()).contains("Ruth Haugen", "City Clerk");
            page.navigate(at("/people/city"));
            assertThat(page.locator("main").textContent()).contains("IT Director").doesNotContain("Keep this");
            chromium.look(page, "city-dark");
            assertThat(archive.server().part(PeopleInRoles.class).all())
                    .anySatisfy(one -> assertThat(one.role()).isEqualTo(Role.CLERK));
        }
    }

    @Test
    @Order(4)
    void onATelephoneEverythingFits() {
        try (var window = chromium.window(ColorScheme.LIGHT, 390, 844)) {
            var page = chromium.tab(window);
            page.navigate(at("/sign-in"));
            chromium.look(page, "sign-in-390");
        }
        try (BrowserContext window = chromium.window(ColorScheme.LIGHT, 320, 700)) {
            Page page = chromium.tab(window);
            page.navigate(at("/sign-in"));
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).isEqualTo(true);
        }
    }

    private static String at(String path) {
        return archive.server().address() + path;
    }
}

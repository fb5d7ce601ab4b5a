package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.security.oauth2.jwt.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;

/** Sign-in by the city's own sign-in, against an issuer that runs here. */
class SingleSignOnTest {
    private static final String CITY = "city";

    private static MockOAuth2Server issuer;
    private static RunningArchive archive;

    @BeforeAll
    static void start() {
        issuer = new MockOAuth2Server();
        issuer.start();
        archive = RunningArchive.start(settings(issuer.issuerUrl(CITY).toString()));
        archive.server().part(People.class).addFirst("Marcus Lindqvist");
    }

    @AfterAll
    static void stop() {
        archive.close();
        issuer.shutdown();
    }

    @BeforeEach
    void forget() {
        archive.server().part(Tries.class).forget();
    }

    private static Map<Setting, String> settings(String address) {
        return Map.of(Setting.OIDC_ISSUER, address, Setting.OIDC_ROLE_CLAIM, "access.groups", Setting.OIDC_ROLE_MAP,
                "city-clerks=clerk, city-lawyers=attorney, it=it-director", Setting.LOCAL_SIGN_IN, "off");
    }

    @Test
    void theFirstSignInAddsThePersonAndLaterOnesFollowTheClaim() {
        var first = signIn("ruth", "city-clerks", "bowling");
        assertThat(first.isIn()).isTrue();
        assertThat(first.get("/search").body()).contains("Ruth of the city", "City Clerk");
        assertThat(roles("ruth")).containsExactly(Role.CLERK);

        assertThat(signIn("ruth", "city-lawyers").get("/search").body()).contains("City Attorney");
        assertThat(roles("ruth")).containsExactly(Role.ATTORNEY);
        assertThat(first.isIn()).as("a role taken back ends its sessions").isFalse();

        assertThat(signIn("ruth", "bowling").isIn()).isFalse();
        assertThat(roles("ruth")).isEmpty();
    }

    @Test
    void whoHasNoRoleIsToldWhoCanHelp() {
        var browser = new Visitor(archive);
        var answer = back(browser, answered(there(browser)), callback("walter", Map.of()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You have no role in this archive", "Marcus Lindqvist");
        assertThat(browser.isIn()).isFalse();
        assertThat(archive.server().part(PeopleInRoles.class).persons())
                .noneSatisfy(p -> assertThat(p.person()).isEqualTo(id("walter")));
    }

    @Test
    void whoHasTwoRolesChooses() {
        var browser = signIn("priya", "city-clerks", "city-lawyers");
        assertThat(browser.isIn()).isFalse();
        assertThat(browser.send("/sign-in/second", "/sign-in/second", "role", "attorney").statusCode()).isEqualTo(302);
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void oneGoesWhereOneWantedButNeverElsewhere() {
        var browser = new Visitor(archive);
        var there = location(browser.get("/sign-in/single?then=/search%3Fq%3Dpool"));
        assertThat(location(back(browser, answered(there), callback("ruth2", groups("city-clerks")))))
                .isEqualTo("/search?q=pool");
        var elsewhere = location(browser.get("/sign-in/single?then=https://evil.example/"));
        assertThat(location(back(browser, answered(elsewhere), callback("ruth2", groups("city-clerks"))))).isEqualTo("/");
    }

    @Test
    void aForgedOrForeignStateIsRefused() {
        var browser = new Visitor(archive);
        var answer = answered(there(browser));
        assertRefused(browser, browser.get(path(answer.replaceAll("state=[^&]+", "state=forged"))), "not begun in this browser");
        assertRefused(browser, browser.get(path(answer)), "not begun in this browser"); // the attempt is over
        var other = new Visitor(archive);
        assertRefused(other, other.get(path(answer)), "not begun in this browser");
    }

    @Test
    void anotherNonceIsRefused() {
        var browser = new Visitor(archive);
        var forged = there(browser).replaceAll("nonce=[^&]+", "nonce=forged");
        assertRefused(browser, back(browser, answered(forged), callback("eve", groups("city-clerks"))), "does not hold");
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        var browser = new Visitor(archive);
        var claims = Map.of("access", Map.of("groups", List.of("city-clerks")), "aud", "another-program");
        assertRefused(browser, back(browser, answered(there(browser)), callback("eve", claims)), "does not hold");
    }

    @Test
    void aTokenThatIsOverIsRefused() {
        var browser = new Visitor(archive);
        var anHourAgo = Instant.now().minusSeconds(3_600);
        var claims = Map.of("access", Map.of("groups", List.of("city-clerks")), "iat", Date.from(anHourAgo.minusSeconds(600)),
                "exp",
                Date.from(anHourAgo));
        assertRefused(browser, back(browser, answered(there(browser)), callback("eve", claims)), "does not hold");
    }

    @Test
    void aCodeThatTheIssuerDoesNotKnowIsRefused() {
        var browser = new Visitor(archive);
        var state = there(browser).replaceAll(".*[?&]state=([^&]+).*", "$1");
        assertThat(browser.get("/sign-in/single/back?code=made-up&state=" + state).statusCode()).isIn(422, 503);
        assertThat(browser.isIn()).isFalse();
    }

    @Test
    void theRequestCarriesPkceAndOurOwnAddress() {
        assertThat(there(new Visitor(archive))).contains("response_type=code", "code_challenge_method=S256", "scope=openid",
                "redirect_uri=http%3A%2F%2Flocalhost%3A" + archive.server().address().getPort() + "%2Fsign-in%2Fsingle%2Fback");
    }

    @Test
    void withLocalSignInOffPasswordsOpenNothingButCodesDo() {
        assertThat(archive.get("/sign-in").body()).contains("Continue with the city", "id=\"code\"")
                .doesNotContain("id=\"password\"");
        assertThat(new Visitor(archive).send("/sign-in", "/sign-in/password", "login", "a", "password", "b").statusCode())
                .isEqualTo(404);
        var marcus = archive.server().part(PeopleInRoles.class).all().getFirst();
        var code = archive.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(marcus.person(), marcus.role()));
        var browser = new Visitor(archive);
        browser.send("/sign-in", "/sign-in", "code", code);
        assertThat(browser.isIn()).isTrue();
    }

    @Test
    void theLastAdministratorKeepsTheRoleWhateverTheClaimSays() {
        try (var own = RunningArchive.start(settings(issuer.issuerUrl(CITY).toString()))) {
            var empty = new Visitor(own);
            assertThat(back(empty, answered(there(empty)), callback("boss", groups("it"))).body())
                    .contains("This archive is empty");
            var people = own.server().part(People.class);
            var first = people.addFirst("Marcus Lindqvist");
            var boss = new Visitor(own);
            back(boss, answered(there(boss)), callback("boss", groups("it")));
            assertThat(boss.isIn()).isTrue();
            people.revoke(first, Role.IT_DIRECTOR, new Actor("test", Role.IT_DIRECTOR));
            back(boss, answered(there(boss)), callback("boss", groups("city-clerks")));
            assertThat(own.server().part(PeopleInRoles.class).all()).extracting(PeopleInRoles.InRole::role)
                    .containsExactlyInAnyOrder(Role.IT_DIRECTOR, Role.CLERK);
        }
    }

    @Test
    void anIssuerThatIsDownIsSaidSoAndStopsNothingElse() {
        try (var alone = RunningArchive.start(settings("http://127.0.0.1:9/city"))) {
            var answer = alone.get("/sign-in/single");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("sign-in does not answer").contains("id=\"code\"");
            assertThat(alone.get("/sign-in").statusCode()).isEqualTo(200);
        }
    }

    private static void assertRefused(Visitor browser, HttpResponse<String> answer, String why) {
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(why);
        assertThat(browser.isIn()).isFalse();
    }

    private static Visitor signIn(String subject, String... groups) {
        var browser = new Visitor(archive);
        back(browser, answered(there(browser)), callback(subject, groups(groups)));
        return browser;
    }

    private static Map<String, Object> groups(String... groups) {
        return Map.of("access", Map.of("groups", List.of(groups)), "name", "Ruth of the city");
    }

    private static DefaultOAuth2TokenCallback callback(String subject, Map<String, Object> claims) {
        return new DefaultOAuth2TokenCallback(CITY, subject, "JWT", List.of("city-archive"), claims, 3_600);
    }

    /** Where the archive sends the browser. */
    private static String there(Visitor browser) {
        return location(browser.get("/sign-in/single"));
    }

    /** Where the issuer sends it back, having signed the person in. */
    private static String answered(String there) {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(there)).build(), BodyHandlers.ofString()).headers()
                    .firstValue("Location")
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> back(Visitor browser, String address, DefaultOAuth2TokenCallback callback) {
        issuer.enqueueCallback(callback);
        return browser.get(path(address));
    }

    private static String path(String address) {
        var uri = URI.create(address);
        return uri.getRawPath() + "?" + uri.getRawQuery();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer.statusCode() + answer.body()));
    }

    private static List<Role> roles(String subject) {
        return archive.server().part(PeopleInRoles.class).all().stream().filter(one -> one.person().equals(id(subject)))
                .map(PeopleInRoles.InRole::role).toList();
    }

    private static PersonId id(String subject) {
        var token = Jwt.withTokenValue("t").header("alg", "none").subject(subject)
                .issuer(issuer.issuerUrl(CITY).toString()).build();
        return archive.server().part(SingleSignOnParts.class).claimed().person(token);
    }
}

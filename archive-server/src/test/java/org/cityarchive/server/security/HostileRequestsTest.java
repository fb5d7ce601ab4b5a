package org.cityarchive.server.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.cityarchive.core.people.Actor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.SignInCodes.PersonsSession;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as no browser sends them, on the wire, to an archive whose public address is another than its own. */
class HostileRequestsTest {
    private static RunningArchive archive;
    private static PersonId clerk = new PersonId(new UUID(9, 9));

    @BeforeAll
    static void start() {
        archive = RunningArchive.start(Map.of(Setting.PUBLIC_URL, "https://archive.example.gov"));
        archive.server().part(People.class).addFirst("Marcus Lindqvist");
        archive.server().part(People.class).add(clerk, "Ruth Haugen", Role.CLERK,
                new Actor("test", Role.IT_DIRECTOR));
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /\\..\\..\\etc\\passwd HTTP/1.1", "GET /%00 HTTP/1.1", "GET /a|b<c> HTTP/1.1",
            "G\u0001T / HTTP/1.1",
            "GET /css/%2e%2e/%2e%2e/archive-server.properties HTTP/1.1",
            "GET /webjars/..%2f..%2farchive-server.properties HTTP/1.1",
            "GET /css/..;/archive-server.properties HTTP/1.1", "GET //evil.example/ HTTP/1.1"})
    void anOddAddressGetsAPlainPageAndNothingOfOurs(String line) throws IOException {
        var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).doesNotContain("spring.", "Exception", "Apache Tomcat", "at org.").satisfiesAnyOf(
                a -> assertThat(a).startsWith("HTTP/1.1 4"),
                a -> assertThat(a).startsWith("HTTP/1.1 302").contains("Location: /sign-in"));
        assertThat(answer).contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/records?%00", "/api/v1/records?a%01b=1", "/search?q=snow&%1b"})
    void aParameterNamedByAControlSignIsNoDefectOfOurs(String path) {
        var answer = archive.send("GET", path, archive.token(Role.CLERK));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void theHostHeaderBuildsNoAddress() throws IOException {
        for (var head : List.of("GET / HTTP/1.1\r\nHost: evil.example", "GET /sign-in HTTP/1.1\r\nHost: evil.example",
                "GET /api/openapi.json HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer " + archive.token(Role.CLERK),
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: http",
                "GET /search HTTP/1.1\r\nHost: localhost\r\nForwarded: host=evil.example")) {
            assertThat(raw(head + "\r\nConnection: close\r\n\r\n")).as(head).doesNotContain("evil");
        }
    }

    @Test
    void noLineOfTheAnswerIsWrittenByTheRequest() throws IOException {
        for (var path : List.of("/sign-in?then=%0d%0aSet-Cookie:%20evil=1", "/search%0d%0aSet-Cookie:%20evil=1",
                "/?a=%0d%0aevil:%201")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").split("\r\n\r\n", 2)[0])
                    .as(path).doesNotContainIgnoringCase("\nset-cookie: evil").doesNotContain("\nevil");
        }
    }

    @Test
    void onAPublicAddressOfHttpsEveryCookieIsSecureAndHttpsIsDemanded() {
        var code = archive.server().part(SignInCodes.class).make(new PersonsSession(clerk, Role.CLERK));
        var browser = new Visitor(archive);
        var answer = browser.send("/sign-in", "/sign-in", "code", code);
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().allValues("Set-Cookie")).hasSizeGreaterThanOrEqualTo(3).allSatisfy(
                cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite="));
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValueSatisfying(
                hsts -> assertThat(hsts).contains("max-age=31536000"));
        assertThat(browser.get("/search").headers().firstValue("Cache-Control")).hasValueSatisfying(
                cache -> assertThat(cache).contains("no-store"));
    }

    @Test
    void anUploadNeedsItsTokenAsTheFormsFirstField() {
        var browser = new Visitor(archive);
        browser.send("/sign-in", "/sign-in", "code",
                archive.server().part(SignInCodes.class).make(new PersonsSession(clerk, Role.CLERK)));
        var page = browser.get("/capture/imports").body();
        assertThat(page).contains("action=\"/capture/imports\"").doesNotContain("?_csrf");
        var token = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        assertThat(upload(browser, "_csrf", "forged")).isEqualTo(403);
        assertThat(upload(browser, "other", token)).isEqualTo(403);
        assertThat(upload(browser, "_csrf", token)).isEqualTo(302);
    }

    private static int upload(Visitor browser, String field, String token) {
        var body = "--b\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + token
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\nobserved\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"addAccounts\"\r\n\r\ntrue\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.ndjson\"\r\n\r\n" + "{}\n".repeat(2_000)
                + "\r\n--b--\r\n";
        return browser.post("/capture/imports", "multipart/form-data; boundary=b", body).statusCode();
    }

    /** Sends bytes as they are, and reads until the server hangs up. */
    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), archive.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}

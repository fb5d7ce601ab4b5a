package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.people.City;
import org.cityarchive.server.policy.ProfileInForce;
import org.junit.jupiter.api.Test;

class StartTest {

    @Test
    void aSecondStartKeepsEverythingAndSignsNobodyOut() {
        var home = RunningArchive.temporaryHome();
        String token;
        try (var first = RunningArchive.on(home)) {
            assertThat(first.server().welcome()).anyMatch(line -> line.contains("/set-up?code="));
            assertThat(first.server().welcomeToSample()).hasSize(8).anyMatch(line -> line.contains("Ruth Haugen, City Clerk"));
            token = first.token(Role.CLERK);
            assertThat(first.postJson("/api/v1/accounts", token, "{\"platform\":\"bluesky\",\"handle\":\"Parks\"}").statusCode())
                    .isEqualTo(201);
            assertThatThrownBy(() -> ArchiveServer.start(RunningArchive.settings(home, "0"))).isInstanceOf(CannotRun.class)
                    .hasMessageContaining("Another City Archive is running");
        }
        try (var second = RunningArchive.on(home)) {
            var accounts = second.send("GET", "/api/v1/accounts?platform=bluesky", token).body();
            assertThat(accounts).contains("\"Parks\"").contains("\"total\":1");
            assertThat(second.server().welcomeToSample()).hasSize(8);
            assertThat(second.send("GET", "/api/v1/imports", token).body()).as("loaded once").containsOnlyOnce("\"format\":");
        }
    }

    @Test
    void anEmptyArchiveIsSetUpOnceByWhoHasTheCode() {
        try (var archive = RunningArchive.on(RunningArchive.temporaryHome())) {
            var line = archive.server().welcome().getLast();
            var page = archive.get(line.substring(line.indexOf("/set-up")));
            assertThat(page.body()).contains("Set up").contains("America/Denver");
            assertThat(setUp(archive, page.body(), cookie(page), "WRNG-CODE").statusCode()).isEqualTo(422);
            var code = line.substring(line.indexOf("code=") + 5);
            assertThat(setUp(archive, page.body(), cookie(page), code).statusCode()).isEqualTo(302);
            assertThat(archive.server().part(City.class).zone()).isEqualTo(ZoneId.of("Pacific/Auckland"));
            assertThat(archive.server().part(ProfileInForce.class).chosen()).contains(Profile.RED_LODGE);
            assertThat(archive.server().welcome()).anyMatch(l -> l.contains("Ada First, IT Director"));
            assertThat(setUp(archive, page.body(), cookie(page), code).statusCode()).isEqualTo(409);
        }
    }

    @Test
    void aBusyPortIsOneSentenceAndLeavesTheHomeFree() throws Exception {
        var home = RunningArchive.temporaryHome();
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var settings = RunningArchive.settings(home, String.valueOf(busy.getLocalPort()));
            assertThatThrownBy(() -> ArchiveServer.start(settings)).isInstanceOf(CannotRun.class)
                    .hasMessageContaining("Port " + busy.getLocalPort());
        }
        assertThat(Files.exists(home.resolve("pg"))).isFalse();
        Home.open(home).close();
    }

    private static HttpResponse<String> setUp(RunningArchive archive, String page, String cookie, String code) {
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return archive.post("/set-up", "application/x-www-form-urlencoded",
                "code=" + code + "&name=Ada+First&cityName=Testville&zone=Pacific/Auckland&profile=red-lodge&_csrf="
                        + token.group(1),
                "Cookie",
                cookie);
    }

    private static String cookie(HttpResponse<String> page) {
        var cookie = page.headers().firstValue("Set-Cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }
}

package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Private messages among themselves: their thread, and who read them (USERS.md story 10). */
class MessagePagesTest {
    private static final List<String> WORDS = List.of("heron", "bittern", "egret", "stork");

    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static List<String> ids = List.of();

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        archive.importLines(line("m1", "message", "heron", 1, "") + line("m2", "message", "bittern", 2, "m1")
                + line("m3", "message", "egret", 3, "m2") + line("m4", "message", "stork", 4, "m1")
                + line("m5", "message", "grebe", 5, "") + line("p1", "post", "plover", 1, "")
                + line("c1", "comment", "curlew", 2, "p1"));
        ids = WORDS.stream().map(MessagePagesTest::id).toList();
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static String line(String id, String kind, String text, int minute, String parent) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"%s","author":{"id":"u-%1$s","name":"Ann"},"text":"%s","createdAt":"2026-01-10T13:0%s:00Z","observedAt":"2026-01-10T14:00:00Z","state":"present"%s}
                """
                .formatted(id, kind, text, minute, parent.isEmpty() ? "" : ",\"parent\":\"" + parent + "\"");
    }

    private static String id(String word) {
        return clerk.json("/api/v1/records?q=" + word).path("items").get(0).path("id").asString();
    }

    private static List<String> thread(String id) {
        return StreamSupport.stream(clerk.json("/api/v1/records/" + id + "/thread").path("items").spliterator(), false)
                .map(place -> place.path("depth").asInt() + " " + own(place)).toList();
    }

    private static String own(JsonNode place) {
        var id = place.path("record").path("id").asString();
        return ids.contains(id) ? WORDS.get(ids.indexOf(id)) : id;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void eachMessageStandsInTheWholeOfItsConversation(int which) {
        assertThat(thread(ids.get(which))).containsExactly("0 heron", "1 bittern", "2 egret", "1 stork");
    }

    @Test
    void onItsPageTheOthersStandWithoutTheirWords() {
        var page = clerk.get("/record/" + ids.get(1) + "/thread").body();
        assertThat(page)
                .contains("4 places", "bittern", "/record/" + ids.get(0), "/record/" + ids.get(2), "/record/" + ids.get(3),
                        "A private message. Opening it is written down.")
                .doesNotContain("heron", "egret", "stork", "grebe");
    }

    @Test
    void linksToOthersOfTheThreadKeepTheWayBack() {
        var post = id("plover");
        var back = "?back=%2Fsearch%3Fq%3Dcurlew";
        for (var tab : List.of("", "/thread")) {
            assertThat(clerk.get("/record/" + id("curlew") + tab + back).body()).contains(
                    "href=\"/record/" + post + back + "\"",
                    "href=\"/search?q=curlew\"");
        }
        assertThat(clerk.get("/record/" + id("curlew") + "/thread").body()).contains("href=\"/record/" + post + "\"");
    }

    @Test
    void whoMaySeeTheAuditSeesWhoReadIt() {
        var attorney = archive.token(Role.ATTORNEY);
        var path = "/record/" + id("grebe");
        archive.send("GET", path, attorney);
        var closed = archive.send("GET", path + "/history", attorney).body();
        assertThat(closed).contains("Who read it", "show=platform%2Carchive%2Creaders").doesNotContain("id=\"readers\"");
        var open = archive.send("GET", path + "/history?show=readers", attorney).body();
        int rows = open.split("<tr><td>", -1).length - 1;
        assertThat(open).contains("id=\"readers\"", "on its page, history", "Token “a attorney”",
                "Who read it</span> <span class=\"ca-toggle-count\">" + rows + "<").doesNotContain("Nothing is chosen");
        assertThat(open.substring(open.indexOf("id=\"readers\"")).split("City Attorney</span>", -1)).as("one row a reading")
                .hasSize(4);
    }

    @Test
    void whoMayNotSeeTheAuditSeesNoReadings() {
        var communications = archive.token(Role.COMMUNICATIONS_MANAGER);
        assertThat(archive.send("GET", "/record/" + id("grebe") + "/history?show=readers", communications).body())
                .contains("In the archive").doesNotContain("Who read it", "id=\"readers\"");
    }

    @Test
    void aRecordThatAnyoneMayReadHasNoReaders() {
        assertThat(clerk.get("/record/" + id("plover") + "/history?show=readers").body())
                .contains("Nothing is chosen").doesNotContain("Who read it");
    }
}

package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Records as programs get them, from a whole archive. */
class RecordsOverHttpTest {
    private static final String HOSTILE = "<script>alert(1)</script> \\\"><img src=x onerror=alert(1)> \\u202egnol";

    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        archive.importLines(lines());
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static String lines() {
        var lines = new ArrayList<String>();
        lines.add(post("p1", "The snow plow comes at six.", "2026-01-10T12:00:00Z", "2026-01-10T12:00:05Z"));
        lines.add(post("p1", "The snow plow comes at seven.", "2026-01-10T12:00:00Z", "2026-01-11T12:00:00Z"));
        lines.add(comment("c1", "p1", "Ann", "Thank you for the plow", "2026-01-10T13:00:00Z"));
        lines.add(comment("c2", "c1", "=cmd|' /C calc'!A0", "=HYPERLINK(\\\"http://evil.example\\\")", "2026-01-10T14:00:00Z"));
        lines.add(comment("c3", "never-seen", "Bob", HOSTILE, "2026-01-10T15:00:00Z"));
        lines.add(
                """
                        {"platform":"facebook","account":"CityHall","id":"c1","kind":"comment","observedAt":"2026-01-12T09:00:00Z","state":"gone","confirmedBy":"platform-event"}""");
        for (int i = 0; i < 12; i++) {
            lines.add(post("many" + i, "pool hours " + i, "2025-06-%02dT12:00:00Z".formatted(i + 1),
                    "2025-06-%02dT12:00:01Z".formatted(i + 1)));
        }
        return String.join("\n", lines) + "\n";
    }

    private static String post(String id, String text, String created, String observed) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"post","author":{"id":"CityHall","name":"City Hall"},"text":"%s","createdAt":"%s","observedAt":"%s","state":"present","raw":{"html":"<b>%s</b>"}}"""
                .formatted(id, text, created, observed, text);
    }

    private static String comment(String id, String parent, String author, String text, String created) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"comment","parent":"%s","author":{"id":"u-%s","name":"%s"},"text":"%s","createdAt":"%s","observedAt":"%s","state":"present"}"""
                .formatted(id, parent, id, author, text, created, created);
    }

    private static List<JsonNode> items(JsonNode page) {
        return StreamSupport.stream(page.path("items").spliterator(), false).toList();
    }

    private static JsonNode one(String query) {
        var page = clerk.json("/api/v1/records?" + query);
        assertThat(page.path("total").asInt()).as(query).isEqualTo(1);
        return page.path("items").get(0);
    }

    @Test
    void aRecordInAListSaysWhatItIsAndWhereTheWordsStand() {
        var record = one("q=%22snow+plow%22");
        assertThat(record.propertyNames()).contains("id", "platform", "account", "nativeId", "kind", "author", "text",
                "createdAt",
                "firstObservedAt", "lastObservedAt", "state", "versions", "marks", "media", "matched");
        assertThat(record.path("account").path("handle").asString()).isEqualTo("CityHall");
        assertThat(record.path("author").path("kind").asString()).isEqualTo("city");
        assertThat(record.path("text").asString()).isEqualTo("The snow plow comes at seven.");
        assertThat(record.path("versions").asInt()).isEqualTo(2);
        assertThat(record.path("marks").toString()).contains("edited");
        assertThat(record.path("matched").path("version").asInt()).isEqualTo(2);
        var highlight = record.path("matched").path("highlights").get(0);
        assertThat(highlight.path("text").asString()).isEqualTo("snow plow");
        assertThat(highlight.path("start").asInt()).isEqualTo(4);
    }

    @Test
    void anEarlierWordingAnswersAndIsNamed() {
        var record = one("q=six");
        assertThat(record.path("matched").path("version").asInt()).isEqualTo(1);
        assertThat(record.path("text").asString()).contains("seven");
    }

    @ParameterizedTest
    @CsvSource({"kind=comment, 3", "kind=post, 13", "deleted=true, 1", "deleted=false, 15", "edited=true, 1",
            "account=cityhall, 16", "account=@CityHall, 16", "platform=x, 0", "platform=Facebook, 16",
            "author=Ann, 1", "from=2026-01-01, 4", "to=2026-01-01, 12", "q=plow&kind=comment, 1",
            "q=pool&from=2025-06-05&to=2025-06-07, 2"})
    void parametersCombineWithTheQuery(String query, int total) {
        assertThat(clerk.json("/api/v1/records?" + query).path("total").asInt()).isEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=many, limit", "cursor=nonsense, cursor", "from=yesterday, from", "to=2026-13-40, to",
            "asOf=soon, asOf",
            "knownAt=2026-99, knownAt", "knownAt=99999999, knownAt", "kind=tweet, kind", "sort=random, sort",
            "deleted=perhaps, deleted",
            "format=xml, format", "acount=cityhall, acount", "q=%22open, q", "q=hold:1, q", "account=a&account=b, account"})
    void anErrorNamesItsParameter(String query, String parameter) {
        var answer = clerk.get("/api/v1/records?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(ArchiveOverHttp.json(answer).path("parameter").asString()).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/records?q=%FF", "/search?q=%ED%A0%80", "/sign-in?code=%FF"})
    void aParameterThatIsNoTextIsNoDefect(String path) {
        var answer = clerk.get(path);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(" cannot be read");
    }

    @Test
    void aQueryErrorPointsAtThePlace() {
        var problem = ArchiveOverHttp.json(clerk.get("/api/v1/records?q=snow+%22plow"));
        assertThat(problem.path("position").asInt()).isEqualTo(5);
        assertThat(problem.path("detail").asString()).contains("never closed");
    }

    @Test
    void pagesFollowOneAnotherWithoutGapOrRepetition() {
        var seen = new ArrayList<String>();
        var path = "/api/v1/records?q=pool&limit=5";
        for (var next = ""; next != null;) {
            var page = clerk.json(path + (next.isEmpty() ? "" : "&cursor=" + next));
            items(page).forEach(item -> seen.add(item.path("nativeId").asString()));
            assertThat(page.path("total").asInt()).isEqualTo(12);
            next = page.path("next").isNull() ? null : page.path("next").asString();
        }
        assertThat(seen).isEqualTo(IntStream.range(0, 12).mapToObj(i -> "many" + (11 - i)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"records", "imports"})
    void theLastPageSaysThatNothingFollows(String list) {
        var page = clerk.json("/api/v1/" + list);
        assertThat(page.has("next")).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @Test
    void facetsCountTheResult() {
        var facets = clerk.json("/api/v1/records?facets=1").path("facets");
        assertThat(facets.path("kind").toString()).contains("{\"value\":\"post\",\"count\":13}")
                .contains("{\"value\":\"comment\",\"count\":3}");
        assertThat(clerk.json("/api/v1/records").has("facets")).isFalse();
    }

    @Test
    void thePastCanBeAsked() {
        var record = one("q=is:deleted");
        var id = record.path("id").asString();
        assertThat(clerk.json("/api/v1/records/" + id + "?asOf=2026-01-11T00:00:00Z").path("state").asString())
                .isEqualTo("present");
        assertThat(clerk.json("/api/v1/records/" + id).path("state").asString()).isEqualTo("gone");
        assertThat(clerk.get("/api/v1/records/" + id + "?asOf=2020-01-01T00:00:00Z").statusCode()).isEqualTo(404);
        assertThat(clerk.get("/api/v1/records/" + id + "?knownAt=1").statusCode()).isEqualTo(404);
        assertThat(clerk.json("/api/v1/records?q=six&asOf=2026-01-10T18:00:00Z").path("total").asInt()).isEqualTo(1);
        assertThat(clerk.json("/api/v1/records?q=six&asOf=2026-01-12T18:00:00Z").path("total").asInt()).isZero();
    }

    @Test
    void theTableIsWholeAndNoCellIsAFormula() {
        var answer = clerk.get("/api/v1/records?q=-pool&limit=1", "Accept", "text/csv");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        var lines = answer.body().lines().toList();
        assertThat(lines.getFirst()).startsWith("id,platform,account");
        assertThat(lines).hasSize(1 + 4);
        assertThat(answer.body()).contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\"").contains("\"'=cmd|' /C calc'!A0\"");
        assertThat(clerk.get("/api/v1/records?format=csv").body().lines()).hasSize(1 + 16);
    }

    @Test
    void versionsThreadHistoryAndRawAreGiven() {
        var id = one("q=%22snow+plow%22").path("id").asString();
        var versions = items(clerk.json("/api/v1/records/" + id + "/versions"));
        assertThat(versions.stream().map(v -> v.path("version").asInt() + " " + v.path("content").path("text").asString()))
                .containsExactly("1 The snow plow comes at six.", "2 The snow plow comes at seven.");
        assertThat(versions.getFirst().path("to").asString()).isEqualTo(versions.getLast().path("from").asString());
        assertThat(versions.getLast().has("to")).isFalse();

        var thread = items(clerk.json("/api/v1/records/" + id + "/thread"));
        assertThat(thread.stream().map(t -> t.path("depth").asInt() + t.path("record").path("nativeId").asString())
                .collect(Collectors.joining(" "))).isEqualTo("0p1 1c1 2c2");

        var facts = items(clerk.json("/api/v1/records/" + id + "/history"));
        assertThat(facts.stream().map(f -> f.path("fact").asString())).containsExactly("capture.PostCaptured",
                "capture.EditCaptured");
        assertThat(facts.getFirst().path("at").isMissingNode()).isFalse();

        var raw = clerk.get("/api/v1/records/" + id + "/raw?version=1");
        assertThat(raw.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment");
        assertThat(raw.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(raw.headers().firstValue("Content-Type").orElse("")).doesNotContain("html");
        assertThat(raw.body()).contains("comes at six");
        assertThat(clerk.get("/api/v1/records/" + id + "/raw?version=3").statusCode()).isEqualTo(400);
    }

    @Test
    void aMissingParentIsSaidToBeMissing() {
        var id = one("author=Bob").path("id").asString();
        var thread = items(clerk.json("/api/v1/records/" + id + "/thread"));
        assertThat(thread.getFirst().path("missing").path("nativeId").asString()).isEqualTo("never-seen");
        assertThat(thread.getLast().path("record").path("id").asString()).isEqualTo(id);
    }

    @Test
    void anUnknownRecordIsNotFound() {
        assertThat(clerk.get("/api/v1/records/00000000-0000-0000-0000-000000000000").statusCode()).isEqualTo(404);
        assertThat(ArchiveOverHttp.json(clerk.get("/api/v1/records/nonsense")).path("parameter").asString()).isEqualTo("id");
    }

    @Test
    void theApiTellsItsShape() {
        var paths = clerk.json("/api/openapi.json").path("paths");
        assertThat(paths.propertyNames()).contains("/api/v1/records", "/api/v1/records/{id}", "/api/v1/records/{id}/versions",
                "/api/v1/records/{id}/thread", "/api/v1/records/{id}/history", "/api/v1/records/{id}/raw", "/api/v1/imports");
    }
}

package org.cityarchive.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A clerk's requests over the API: what an open one refers to. */
class RequestsOverHttpTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String PATH = "/api/v1/requests";

    private static String clerk = "";
    private static List<String> records = List.of();

    @BeforeAll
    static void load() {
        clerk = ARCHIVE.token(Role.CLERK);
        records = json(ARCHIVE.send("GET", "/api/v1/records?limit=3", clerk)).path("items").valueStream()
                .map(one -> one.path("id").asString()).toList();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202);
        return ArchiveOverHttp.json(answer);
    }

    private static JsonNode receive() {
        return json(ARCHIVE.postJson(PATH, clerk, "{\"text\":\"All about the pool in June\",\"requester\":\"A resident\"}"));
    }

    private static String ids(List<String> ids) {
        return "[" + String.join(",", ids.stream().map(id -> "\"" + id + "\"").toList()) + "]";
    }

    @Test
    void anOpenRequestRefersToItsRecordsUntilItIsClosed() {
        var request = receive();
        var at = PATH + "/" + request.path("id").asString();
        assertThat(request.path("state").asString()).isEqualTo("open");
        assertThat(request.path("number").asString()).matches("\\d\\d-\\d+");
        assertThat(json(ARCHIVE.postJson(at + "/records", clerk, "{\"include\":" + ids(records) + "}")).path("records").asInt())
                .isEqualTo(3);
        var register = ARCHIVE.server().part(RequestRegister.class);
        var first = new RecordId(UUID.fromString(records.getFirst()));
        var id = new RequestId(UUID.fromString(request.path("id").asString()));
        assertThat(register.openOver(List.of(first)).get(first)).extracting(RequestRegister.Entry::request).contains(id);

        json(ARCHIVE.postJson(at + "/records", clerk,
                "{\"exclude\":" + ids(records.subList(1, 2)) + ",\"reason\":\"about another pool\"}"));
        var listed = json(ARCHIVE.send("GET", at + "/records?limit=1", clerk));
        assertThat(listed.path("total").asInt()).isEqualTo(2);
        assertThat(
                json(ARCHIVE.send("GET", at + "/records?limit=1&cursor=" + listed.path("next").asString(), clerk)).path("items")
                        .size())
                .isEqualTo(1);

        var closed = json(ARCHIVE.postJson(at + "/close", clerk, "{\"reason\":\"answered\"}"));
        assertThat(closed.path("state").asString()).isEqualTo("closed");
        assertThat(closed.path("closedBecause").asString()).isEqualTo("answered");
        assertThat(register.openOver(List.of(first)).getOrDefault(first, List.of())).extracting(RequestRegister.Entry::request)
                .doesNotContain(id);
        var refused = ARCHIVE.postJson(at + "/records", clerk, "{\"include\":" + ids(records) + "}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("urn:city-archive:problem:request-closed", "LAW M-08");
    }

    @Test
    void aRequestIsSearchedByItsNumber() {
        var request = receive();
        json(ARCHIVE.postJson(PATH + "/" + request.path("id").asString() + "/records", clerk,
                "{\"include\":" + ids(records) + "}"));
        for (var called : List.of(request.path("number").asString(), request.path("id").asString())) {
            await().atMost(Duration.ofMinutes(2)).until(
                    () -> json(ARCHIVE.send("GET", "/api/v1/records?q=request:" + called, clerk)).path("total").asInt() == 3);
        }
        assertThat(ARCHIVE.send("GET", "/api/v1/records?q=request:99-999", clerk).body()).contains("query-unreadable",
                "There is no request “99-999”. There is " + request.path("number").asString());
        var number = request.path("number").asString();
        assertThat(ARCHIVE.send("GET", "/api/v1/records?q=request:" + number, ARCHIVE.token(Role.IT_DIRECTOR)).body())
                .as("who may not read requests finds none").contains("There is no request “" + number + "”")
                .doesNotContain("There is " + number);
    }

    @Test
    void aRequestSentAgainIsEnteredOnce() {
        var key = "key-" + UUID.randomUUID();
        var body = "{\"text\":\"Comments on the levy\"}";
        var first = json(send(key, body));
        assertThat(json(send(key, body)).path("id")).isEqualTo(first.path("id"));
        assertThat(send(key, "{\"text\":\"something else\"}").statusCode()).isEqualTo(400);
        assertThat(first.has("requester")).as("nobody has to say who asks (LAW M-05)").isFalse();
    }

    private static HttpResponse<String> send(String key, String body) {
        return ARCHIVE.post(PATH, "application/json", body, "Authorization", "Bearer " + clerk, "Idempotency-Key", key);
    }

    @Test
    void whatAsksForNothingOrOfAnotherRoleIsRefused() {
        assertThat(ARCHIVE.postJson(PATH, clerk, "{\"text\":\" \"}").body()).contains("bad-parameter", "text");
        assertThat(ARCHIVE.postJson(PATH, ARCHIVE.token(Role.AUDITOR), "{\"text\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(ARCHIVE.send("GET", PATH + "/" + UUID.randomUUID(), clerk).statusCode()).isEqualTo(404);
        var request = receive();
        assertThat(ARCHIVE.postJson(PATH + "/" + request.path("id").asString() + "/records", clerk, "{}").statusCode())
                .isEqualTo(400);
    }
}

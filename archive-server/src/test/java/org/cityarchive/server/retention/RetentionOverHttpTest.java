package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Schedules, rules and dates over the API: who may take which step, and that what was looked at is what counts. */
class RetentionOverHttpTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Map<Role, String> TOKENS = new ConcurrentHashMap<>();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HEAD = "code,title,schedule,schedule_version,period,trigger,action,confirmed,source_note\n";

    /** A token that a person of this role made: what it does, the person does. */
    private static String of(Role role) {
        return TOKENS.computeIfAbsent(role, RetentionOverHttpTest::made);
    }

    private static String made(Role role) {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst()
                .orElseThrow().person();
        return ARCHIVE.server().part(ApiTokens.class).make("of a person", role, Duration.ofHours(1), person.toString()).secret();
    }

    private static HttpResponse<String> post(String path, Role role, Object body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", "Bearer " + of(role)));
        all.addAll(List.of(headers));
        return ARCHIVE.post(path, "application/json", JSON.writeValueAsString(body), all.toArray(String[]::new));
    }

    private static JsonNode done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return JSON.readTree(answer.body());
    }

    private static JsonNode get(String path) {
        return done(ARCHIVE.send("GET", path, of(Role.AUDITOR)));
    }

    private static String page(String path, Role role) {
        var answer = ARCHIVE.send("GET", path, of(role));
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    /** Each number of a preview is a search that finds as many. */
    @Test
    void theNumbersOfAPreviewAreLinksToWhatTheyCount() {
        var preview = page("/retention/rules/new?name=Pool&q=pool%20OR%20swimming&series=CB-ROUTINE", Role.CLERK);
        var links = Pattern.compile("<a href=\"/search(\\?q=[^\"]*)\">([0-9,]+)</a>").matcher(preview);
        int counted = 0;
        while (links.find()) {
            var found = get("/api/v1/records" + links.group(1).replace("&amp;", "&")).path("total").asLong();
            assertThat(found).as(links.group(1)).isEqualTo(Long.parseLong(links.group(2)));
            counted++;
        }
        assertThat(counted).as("all of it, by account, by year, by author").isGreaterThan(4);
        var wrong = ARCHIVE.send("GET", "/retention/rules/new?name=Pool&q=pool%20OR%20%22&series=CB-ROUTINE", of(Role.CLERK));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("never closed", "It is here: “&quot;”.", "value=\"Pool\"");
    }

    private static String problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).path("type").asString().replaceFirst(".*:", "");
    }

    @Test
    void aScheduleIsDraftedByOnePersonAndAdoptedByAnother() {
        var wanted = Map.of("name", "One of the year 2300", "effectiveFrom", "2300-01-01", "table",
                HEAD + "T1-ONE,One,Schedule 1,2017,P3Y,CREATION,DESTROY,false,\nT1-TWO,Two,Schedule 1,2017,P5Y,CLOSED,REVIEW,false,\n");
        var key = UUID.randomUUID().toString();
        var draft = done(post("/api/v1/schedules", Role.CLERK, wanted, "Idempotency-Key", key));
        var path = "/api/v1/schedules/" + draft.path("id").asString();
        assertThat(draft.path("state").asString()).isEqualTo("open");
        assertThat(done(post("/api/v1/schedules", Role.CLERK, wanted, "Idempotency-Key", key)).path("id").asString())
                .as("sent twice").isEqualTo(draft.path("id").asString());

        assertThat(problem(post(path + "/adoption", Role.MANAGER, Map.of()), 409)).isEqualTo("draft-not-proposed");
        done(post(path + "/series/T1-ONE/reading", Role.CLERK, Map.of("version", "2017", "item", "4", "page", "9")));
        done(post(path + "/proposal", Role.CLERK, Map.of()));
        assertThat(page("/", Role.MANAGER)).contains("to adopt", "/retention/schedules/");
        assertThat(page("/", Role.CLERK)).as("whoever drafted it is not asked").doesNotContain("One of the year 2300");
        assertThat(page(path.substring("/api/v1".length()).replace("/schedules", "/retention/schedules"), Role.ATTORNEY))
                .as("who can is another one").containsPattern(">Ellen Tafoya \\(City Manager\\)[^<]*</bdi> can\\.")
                .doesNotContainPattern("Ruth Haugen[^<]*</bdi> can\\.");
        assertThat(problem(post(path + "/series", Role.CLERK,
                Map.of("code", "T1-ONE", "title", "One", "schedule", "S", "version", "V", "period", "P9Y", "trigger", "CREATION",
                        "action", "DESTROY")),
                409)).isEqualTo("draft-not-open");
        var own = post(path + "/adoption", Role.CLERK, Map.of());
        assertThat(problem(own, 409)).isEqualTo("retention-second-person-needed");
        assertThat(own.body()).contains("LAW C.1, C.9", "Another person");

        var adopted = done(post(path + "/adoption", Role.MANAGER, Map.of()));
        assertThat(adopted.path("state").asString()).isEqualTo("coming");
        assertThat(adopted.path("draftedBy").asString()).isEqualTo("Ruth Haugen");
        assertThat(adopted.path("adoptedBy").asString()).isEqualTo("Ellen Tafoya");
        assertThat(adopted.path("series").path(0).path("confirmed").asBoolean()).as("read by the other person").isTrue();
        assertThat(adopted.path("series").path(1).path("confirmed").asBoolean()).as("read by nobody").isFalse();

        assertThat(problem(post(path + "/series/T1-TWO/confirmation", Role.MANAGER, Map.of()), 409)).isEqualTo("series-not-read");
        done(post(path + "/series/T1-TWO/reading", Role.CLERK, Map.of("version", "2017", "item", "5", "page", "10")));
        assertThat(page("/", Role.MANAGER)).contains("Series to confirm", "T1-TWO");
        assertThat(problem(post(path + "/series/T1-TWO/confirmation", Role.CLERK, Map.of()), 409))
                .isEqualTo("retention-second-person-needed");
        assertThat(done(post(path + "/series/T1-TWO/confirmation", Role.MANAGER, Map.of())).path("series").path(1)
                .path("confirmedBy").asString()).isEqualTo("Ellen Tafoya");
    }

    @Test
    void aTableWithWrongLinesIsRefusedWithEachOfThem() {
        var answer = post("/api/v1/schedules", Role.CLERK, Map.of("name", "Rubbish", "effectiveFrom", "2300-01-01", "table",
                HEAD + "x,T,S,V,P3Y,CREATION,DESTROY,false,\nT1,T,S,V,P3Y,CREATION,DESTROY,true,\n"));
        assertThat(problem(answer, 400)).isEqualTo("bad-parameter");
        assertThat(answer.body()).contains("Line 2: ", "Line 3: ");
        assertThat(get("/api/v1/schedules").path("items").findValuesAsString("name")).doesNotContain("Rubbish");
    }

    @Test
    void aClerkMakesAnExceptionAndEntersADateAndBothAreTold() {
        var id = get("/api/v1/records?q=mailbox%20kind:comment&limit=1").path("items").path(0).path("id").asString();
        var path = "/api/v1/records/" + id;
        var before = get(path + "/standing");
        assertThat(before.path("series").size()).isPositive();
        assertThat(before.path("why").size()).isPositive();
        var told = done(
                post(path + "/exception", Role.CLERK, Map.of("series", List.of("CB-COMPLAINT"), "reason", "A complaint")));
        assertThat(told.path("exception").path("reason").asString()).isEqualTo("A complaint");
        assertThat(told.path("series").path(0).path("code").asString()).isEqualTo("CB-COMPLAINT");
        var dated = done(post(path + "/dates", Role.CLERK,
                Map.of("trigger", "closed", "on", "2026-01-15", "source", "letter of the day")));
        assertThat(dated.path("dates").path(0).path("on").asString()).isEqualTo("2026-01-15");
        assertThat(told.path("series").path(0).path("through").asString()).as("not closed").startsWith("not set");
        assertThat(dated.path("series").path(0).path("through").asString()).as(dated.toString()).matches("\\w+ \\d+, 20\\d\\d");
        assertThat(done(post(path + "/exception", Role.CLERK, Map.of("series", List.of(), "reason", "It was a test")))
                .path("series")).isEqualTo(before.path("series"));

        assertThat(problem(post(path + "/exception", Role.MANAGER, Map.of("series", List.of(), "reason", "x")), 409))
                .isEqualTo("retention-not-in-this-role");
        assertThat(post(path + "/dates", Role.AUDITOR, Map.of()).statusCode()).isEqualTo(403);
        assertThat(problem(post(path + "/exception", Role.CLERK, Map.of("series", List.of("CB-NONE"), "reason", "x")), 409))
                .isEqualTo("unknown-series");
        for (var wrong : List.of(Map.of("trigger", "creation", "on", "2026-01-15", "source", "x"),
                Map.of("trigger", "closed", "on", "2999-01-15", "source", "x"))) {
            assertThat(problem(post(path + "/dates", Role.CLERK, wrong), 409)).startsWith("trigger-");
        }
        assertThat(problem(post(path + "/dates", Role.CLERK, Map.of("trigger", "soon", "on", "2026-01-15", "source", "x")), 400))
                .isEqualTo("bad-parameter");
    }

    @Test
    void whatThePreviewShowsIsWhatTheRuleMatches() {
        var query = "dewey OR tuba kind:post";
        var looked = get("/api/v1/rules/preview?q=" + query.replace(" ", "%20"));
        assertThat(looked.path("matches").asLong()).isPositive();
        assertThat(looked.path("samples").size()).isPositive();
        var rule = done(post("/api/v1/rules", Role.CLERK,
                Map.of("name", "The library's cat", "query", query, "series", "CB-ROUTINE", "reason", "test", "previewed",
                        looked.path("matches").asLong(), "previewedAt", looked.path("position").asLong())));
        assertThat(rule.path("matches").asLong()).isEqualTo(looked.path("matches").asLong());
        var path = "/api/v1/rules/" + rule.path("id").asString();

        var next = Map.of("rule", rule.path("id").asString(), "number", 2, "name", "The library's cat", "query", "dewey",
                "series",
                "CB-ROUTINE", "reason", "test");
        assertThat(done(post("/api/v1/rules", Role.CLERK, next)).path("wordings").size()).isEqualTo(2);
        assertThat(done(post("/api/v1/rules", Role.CLERK, next)).path("wordings").size()).as("sent twice").isEqualTo(2);
        assertThat(problem(post("/api/v1/rules", Role.CLERK, Map.of("rule", rule.path("id").asString(), "number", 2, "name", "x",
                "query", "tuba", "series", "CB-ROUTINE")), 409)).isEqualTo("rule-changed");
        assertThat(done(post(path + "/retirement", Role.CLERK, Map.of("reason", "It was a test."))).path("state").asString())
                .isEqualTo("retired");
    }

    @Test
    void whatCannotBeARuleIsRefusedByName() {
        assertThat(problem(post("/api/v1/rules", Role.MANAGER, Map.of("name", "x", "query", "cat", "series", "CB-ROUTINE")), 409))
                .isEqualTo("retention-not-in-this-role");
        assertThat(problem(post("/api/v1/rules", Role.CLERK, Map.of("name", "x", "query", "\"cat", "series", "CB-ROUTINE")), 400))
                .isEqualTo("query-unreadable");
        assertThat(problem(
                post("/api/v1/rules", Role.CLERK, Map.of("name", "x", "query", "series:CB-COUNCIL", "series", "CB-ROUTINE")),
                400)).as("a rule asks of the record alone").isEqualTo("query-unreadable");
        assertThat(problem(post("/api/v1/rules", Role.CLERK, Map.of("name", "x", "query", " ", "series", "CB-ROUTINE")), 400))
                .as("all records").isEqualTo("bad-parameter");
        assertThat(problem(post("/api/v1/rules", Role.CLERK, Map.of("name", "x", "query", "cat", "series", "NO-SUCH")), 409))
                .isEqualTo("unknown-series");
        assertThat(problem(post("/api/v1/rules", Role.AUDITOR, Map.of("name", "x", "query", "cat", "series", "CB-ROUTINE")), 403))
                .as("the auditor changes nothing").isEqualTo("not-granted");
        var noPerson = ARCHIVE.postJson("/api/v1/rules", ARCHIVE.token(Role.CLERK),
                "{\"name\":\"x\",\"query\":\"cat\",\"series\":\"CB-ROUTINE\"}");
        assertThat(noPerson.statusCode()).as("a token of nobody's").isEqualTo(403);
        assertThat(noPerson.body()).contains("settled by people");
    }

    @Test
    void theExampleCitysRulesMatchWhatTheyWereAdoptedFor() {
        var rules = get("/api/v1/rules?limit=100").path("items");
        assertThat(rules.size()).isGreaterThanOrEqualTo(10);
        for (var rule : rules) {
            if (rule.path("reason").asString().startsWith("Made up")) {
                assertThat(rule.path("matches").asLong()).as(rule.path("name").asString())
                        .isGreaterThanOrEqualTo(rule.path("previewed").asLong()); // other tests bring more of such comments
            }
        }
    }
}

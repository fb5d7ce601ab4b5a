package org.cityarchive.server.hold;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.web.PapersTest;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds over HTTP: the whole life of one, and every no with its rule. */
class HoldsOverHttpTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final String LINE = """
            {"platform":"facebook","account":"CottonwoodBendMT","id":"%s","kind":"post","text":"%s","createdAt":"2026-05-10T12:00:00Z","observedAt":"2026-05-10T12:00:05Z","state":"present"}
            """;

    private static String attorney = "";
    private static String manager = "";
    private static String clerk = "";

    @BeforeAll
    static void loadTheSample() {
        attorney = of(Role.ATTORNEY);
        manager = of(Role.MANAGER);
        clerk = of(Role.CLERK);
    }

    /** A token that a person of this role made: what it does, the person does. */
    private static String of(Role role) {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == role).findFirst()
                .orElseThrow().person();
        return ARCHIVE.server().part(ApiTokens.class).make("of a person", role, Duration.ofHours(1), person.toString()).secret();
    }

    @Test
    void aHoldIsPlacedGrowsByItselfAndIsReleasedByTwo() {
        ARCHIVE.importLines(LINE.formatted("h1", "culvert quarrel one") + LINE.formatted("h2", "culvert quarrel two"));
        var placed = post(attorney, "", wanted("culvert quarrel", ""));
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        assertThat(placed.body()).contains("\"records\":2", "\"state\":\"in-force\"", "\"recordsSince\":0");
        var path = "/" + field(placed.body(), "id");
        ARCHIVE.importLines(LINE.formatted("h3", "culvert quarrel three"));
        assertThat(get(clerk, path).body()).contains("\"records\":3", "\"recordsSince\":1");
        assertThat(get(clerk, path + "/records?limit=2").body()).contains("\"total\":3", "\"next\":\"");
        assertThat(get(clerk, path + "/records").body()).contains("culvert quarrel one", "culvert quarrel three");

        refused(post(clerk, path + "/release-proposals", "{\"reason\":\"over\"}"), "hold-not-in-this-role", "LAW C.7");
        assertThat(post(attorney, path + "/release-proposals", "{\"reason\":\"settled\"}").body())
                .contains("\"state\":\"proposed\"");
        refused(post(attorney, path + "/release", "{}"), "one-person-two-steps", "never the proposer");
        refused(post(clerk, path + "/release", "{}"), "hold-not-in-this-role", "LAW C.7");
        var released = post(manager, path + "/release", "{}");
        assertThat(released.body()).contains("\"state\":\"released\"", "\"coolsOffThrough\"", "\"binds\":false");
        refused(post(manager, path + "/release", "{}"), "no-such-release-proposal", "LAW C.7");
        refused(post(attorney, path + "/scopes", "{\"reason\":\"more\",\"scope\":{\"query\":\"culvert\"}}"),
                "hold-already-released",
                "LAW C.7");
    }

    @Test
    void twoTokensOfAShellAreNotTwoPeople() {
        var path = "/" + field(post(ARCHIVE.token(Role.ATTORNEY), "", wanted("culvert", "")).body(), "id");
        refused(post(ARCHIVE.token(Role.ATTORNEY), path + "/release-proposals", "{\"reason\":\"over\"}"), "no-person-behind",
                "two people");
        refused(post(ARCHIVE.token(Role.ATTORNEY), path + "/scopes",
                "{\"reason\":\"less\",\"scope\":{\"query\":\"culvert north\"},\"narrows\":[1]}"), "no-person-behind",
                "two people");
        assertThat(post(attorney, path + "/release-proposals", "{\"reason\":\"over\"}").statusCode()).isEqualTo(201);
        refused(post(ARCHIVE.token(Role.MANAGER), path + "/release", "{}"), "no-person-behind", "LAW C.7");
        assertThat(post(manager, path + "/release", "{}").body()).contains("\"state\":\"released\"");
    }

    @Test
    void aReleaseSaysBeforehandWhatWouldBecomeDue() {
        var page = ARCHIVE.get("/hold/" + SampleHold.HOLD + "/release/due", "Authorization", "Bearer " + attorney);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("What a release of", "Wu-Kowalski claim", "leave this hold", "would become due",
                "A release itself destroys nothing.");
    }

    @Test
    void aScopeChangesByOneMoreAndTheReleaseOfTheWider() {
        var path = "/" + field(post(attorney, "", wanted("weir", "")).body(), "id");
        var changed = post(attorney, path + "/scopes",
                "{\"reason\":\"only the spring\",\"scope\":{\"query\":\"weir\",\"from\":\"2026-03-01\",\"to\":\"2026-05-31\"},\"narrows\":[1]}");
        assertThat(changed.body()).contains("\"number\":2", "weir after:2026-03-01 before:2026-06-01", "\"state\":\"proposed\"");
        assertThat(post(manager, path + "/release", "{}").body()).contains("\"state\":\"in-force\"");
        assertThat(post(attorney, path + "/withdrawal", "{\"proposal\":\"" + UUID.randomUUID() + "\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void theSameRequestAgainPlacesNothingTwice() {
        var key = UUID.randomUUID().toString();
        var first = keyed(key, wanted("gravel pit", ""));
        assertThat(keyed(key, wanted("gravel pit", "")).body()).contains(field(first.body(), "id"));
        assertThat(keyed(key, wanted("sand pit", "")).body()).contains("\"parameter\":\"Idempotency-Key\"");
    }

    @Test
    void whatCannotBeReadIsNamed() {
        assertThat(post(attorney, "", wanted("\\\"open", "")).body()).contains("query-unreadable");
        assertThat(post(attorney, "", wanted("", "")).body()).contains("\"parameter\":\"q\"");
        assertThat(post(attorney, "", wanted("is:held", "")).body()).contains("query-unreadable");
        assertThat(post(attorney, "", wanted("x", ",\"records\":[\"nothing\"]")).body()).contains("\"parameter\":\"records\"");
        assertThat(post(attorney, "", wanted("x", ",\"from\":\"soon\"")).body()).contains("\"parameter\":\"from\"");
        assertThat(post(attorney, "", "{\"scope\":{\"query\":\"x\"}}").body()).contains("\"parameter\":\"matter\"");
        assertThat(get(attorney, "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        refused(post(clerk, "", wanted("x", "")), "hold-not-in-this-role", "City Attorney");
        assertThat(post(ARCHIVE.token(Role.AUDITOR), "", wanted("x", "")).statusCode()).isEqualTo(403);
    }

    @Test
    void aCustodianAcknowledgesAndMattersAreToldToThoseWhoMayRead() {
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == Role.CLERK).findFirst()
                .orElseThrow().person();
        var placed = post(attorney, "", """
                {"matter":"Secret matter","reason":"suit","scope":{"query":"weir"},"custodians":["%s"]}""".formatted(person));
        var path = "/" + field(placed.body(), "id");
        refused(post(ARCHIVE.token(Role.CLERK), path + "/acknowledgements", "{}"), "not-a-custodian", "LAW C.7");
        var reminder = "{\"custodian\":\"" + person + "\"}";
        refused(post(clerk, path + "/reminders", reminder), "hold-not-in-this-role", "City Attorney");
        assertThat(post(attorney, path + "/reminders", reminder).statusCode()).isEqualTo(200);
        assertThat(post(attorney, path + "/reminders", reminder.replace(person.toString(), UUID.randomUUID().toString())).body())
                .contains("\"parameter\":\"custodian\"");
        assertThat(get(ARCHIVE.token(Role.AUDITOR), path).body()).contains("Secret matter");
        assertThat(get(ARCHIVE.token(Role.IT_DIRECTOR), path).body()).contains("\"number\":\"H-")
                .doesNotContain("Secret matter", "weir");
        assertThat(post(attorney, "", wanted("x", "").replace("}}", "},\"custodians\":[\"" + UUID.randomUUID() + "\"]}")).body())
                .contains("\"parameter\":\"custodians\"");
    }

    @Test
    void theReportSpellsWhatASpreadsheetWouldRun() {
        var path = "/" + field(post(attorney, "", wanted("weir", "").replace("A matter", "=cmd|' /C calc'!A0")).body(), "id");
        var report = ARCHIVE.get("/hold" + path + "/report.csv", "Authorization", "Bearer " + attorney);
        assertThat(report.body()).contains("\"'=cmd|' /C calc'!A0\"", "scope,1,weir,");
    }

    @Test
    void aScopeIsLookedAtBeforeItBindsAndAHoldIsReportedOn() {
        ARCHIVE.importLines(LINE.formatted("l1", "quay lantern one") + LINE.formatted("l2", "quay lantern two"));
        var seen = post(attorney, "/preview", "{\"query\":\"quay lantern\"}");
        assertThat(seen.body()).contains("\"records\":2", "\"byQuery\":2", "\"besides\":0", "\"held\":0", "\"due\":0",
                "\"why\":[\"words\"]", "\"reading\":\"Reads as");
        assertThat(get(attorney, "?limit=1000").body()).as("nothing is placed").doesNotContain("quay lantern");
        assertThat(post(attorney, "/preview", "{\"query\":\"is:held\"}").body()).contains("query-unreadable");
        assertThat(post(attorney, "/preview", "{}").body()).contains("\"parameter\":\"q\"");
        assertThat(post(ARCHIVE.token(Role.AUDITOR), "/preview", "{\"query\":\"x\"}").statusCode()).isEqualTo(403);

        var path = "/" + field(post(attorney, "", wanted("quay lantern", "")).body(), "id") + "/report";
        assertThat(get(ARCHIVE.token(Role.AUDITOR), path).body()).contains("\"matter\":\"A matter\"",
                "\"scopes\":[{\"number\":1,\"records\":2,\"since\":0,\"first\":\"2026-05-10T12:00:00Z\"", "\"asOf\":");
        assertThat(get(clerk, path + ".csv").body()).contains("scope,1,quay lantern,2,0,");
        assertThat(get(of(Role.IT_DIRECTOR), path + ".csv").body()).contains("scope,1,").doesNotContain("quay lantern");
    }

    @Test
    void theReportOnPaperIsKeptForDecadesAndSaysWhatThePageSays() {
        var pdf = PapersTest.fetched(URI.create(ARCHIVE.server().address() + "/hold/" + SampleHold.HOLD + "/report.pdf"),
                attorney);
        PapersTest.isPdfA(pdf);
        PapersTest.draw(pdf, "hold-report");
        assertThat(PapersTest.text(pdf)).contains("Hold report: Wu-Kowalski claim", "13 records today", "Scope 1", "binds",
                "acknowledged");
    }

    @Test
    void theSampleCityHasAHoldWithOneCustodianWhoAcknowledged() {
        assertThat(get(clerk, "/" + SampleHold.HOLD).body()).contains("Wu-Kowalski claim", "acknowledgedAt",
                "\"records\":13");
    }

    @Test
    void aHoldIsSearchedByNumberAndByMatterAndWhatIsNotFoundIsNamed() {
        var matter = "%22Wu-Kowalski%20claim,%20flood%20of%20March%202025%22";
        for (var called : List.of("H-1", "h-1", SampleHold.HOLD.toString(), matter, "cl-25-014")) {
            assertThat(search("hold:" + called, clerk).body()).as(called).contains("\"total\":13");
        }
        assertThat(search("flood%20hold:Nobody", clerk).body()).contains("query-unreadable",
                "There is no hold “Nobody”. There is H-", "\"position\":6", "\"length\":11");
        var director = of(Role.IT_DIRECTOR);
        assertThat(search("hold:H-1", director).body()).contains("\"total\":13");
        assertThat(search("hold:" + matter, director).body()).as("a matter that one may not read is not there")
                .contains("There is no hold “Wu-Kowalski claim, flood of March 2025”")
                .doesNotContain("“Wu-Kowalski claim, flood of March 2025”,");
        assertThat(search("hold:H-999999", clerk).statusCode()).isEqualTo(400);
        assertThat(search("hold:" + UUID.randomUUID(), clerk).statusCode()).isEqualTo(400);
    }

    /** A narrowing frees one scope: the second person confirms just that, and the report says which. */
    @Test
    void whoConfirmsANarrowingReadsWhichScopeIsReleased() {
        var path = "/" + field(post(attorney, "", wanted("barge", "")).body(), "id");
        post(attorney, path + "/scopes", "{\"reason\":\"only that one\",\"scope\":{\"query\":\"barge red\"},\"narrows\":[1]}");
        assertThat(ARCHIVE.get("/hold" + path + "/release", "Authorization", "Bearer " + manager).body())
                .contains("Only scope 1 is released.", "Release scope 1").doesNotContain("Release the hold");
        post(manager, path + "/release", "{}");
        assertThat(get(clerk, path + "/report.csv").body()).contains("release released,1,only that one");
    }

    private static HttpResponse<String> search(String query, String token) {
        return ARCHIVE.send("GET", "/api/v1/records?limit=1&q=" + query, token);
    }

    private static String wanted(String query, String more) {
        return "{\"matter\":\"A matter\",\"reason\":\"a suit is possible\",\"scope\":{\"query\":\"" + query + "\"" + more + "}}";
    }

    private static HttpResponse<String> post(String token, String path, String body) {
        return ARCHIVE.postJson("/api/v1/holds" + path, token, body);
    }

    private static HttpResponse<String> keyed(String key, String body) {
        return ARCHIVE.post("/api/v1/holds", "application/json", body, "Authorization", "Bearer " + attorney, "Idempotency-Key",
                key);
    }

    private static HttpResponse<String> get(String token, String path) {
        return ARCHIVE.send("GET", "/api/v1/holds" + path, token);
    }

    private static void refused(HttpResponse<String> answer, String name, String citation) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:city-archive:problem:" + name, citation);
    }

    private static String field(String json, String name) {
        var matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }
}

package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.retention.StandingRows;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What is due on a day, and what is not and why: ten posts of 2020 (one held, one with a reply), two of 2026, three that no rule knows. */
@TestMethodOrder(MethodName.class)
class DueListPageTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String LINE = "{\"platform\":\"facebook\",\"account\":\"bend\",\"id\":\"%s\",%s,\"text\":\"Snow\","
            + "\"createdAt\":\"%sT18:00:00Z\",\"observedAt\":\"2026-02-01T12:00:00Z\",\"state\":\"present\"}\n";
    private static final Pattern ROW = Pattern.compile("<th scope=\"row\"><a href=\"/record/([0-9a-f-]{36})\"");
    private static final Pattern BOX = Pattern.compile("<input type=\"checkbox\"[^>]* value=\"([0-9a-f-]{36})\"");

    @SuppressWarnings("NullAway.Init")
    private static DueCity city;
    private static String held = "";

    @BeforeAll
    static void start() {
        city = new DueCity(10);
        city.archive.importLines(LINE.formatted("c0", "\"kind\":\"comment\",\"parent\":\"p0\"", "2021-03-01")
                + LINE.formatted("c1", "\"kind\":\"comment\",\"parent\":\"gone\"", "2021-03-02")
                + LINE.formatted("c2", "\"kind\":\"comment\",\"parent\":\"gone\"", "2022-03-02")
                + LINE.formatted("n0", "\"kind\":\"post\"", "2026-01-05")
                + LINE.formatted("n1", "\"kind\":\"post\"", "2026-01-06"));
        held = city.records("\"Pool+hours+7\"".replace("\"", "%22"), 1).getFirst();
        city.hold(new RecordId(UUID.fromString(held)));
        await().atMost(PATIENCE).until(() -> city.part(StandingRows.class).waiting() == 0
                && counts(due("")).equals(List.of("due 8", "hold 1", "series 3", "reply 1")));
    }

    @AfterAll
    static void stop() {
        city.close();
    }

    private static JsonNode due(String query) {
        return city.get("/due" + query);
    }

    private static String page(String query, String token) {
        var answer = city.archive.send("GET", "/disposition" + query, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static List<String> counts(JsonNode answer) {
        return answer.path("bar").valueStream().map(part -> part.path("reason").asString() + " " + part.path("count").asLong())
                .toList();
    }

    private static List<String> records(JsonNode answer) {
        return answer.path("items").valueStream().map(one -> one.path("record").asString()).toList();
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page).results().map(match -> match.group(1)).toList();
    }

    private static JsonNode one(JsonNode answer, String record) {
        return answer.path("items").valueStream().filter(one -> one.path("record").asString().equals(record)).findFirst()
                .orElseThrow();
    }

    /** Each number of the calendar is the length of the list that it links to. */
    @Test
    void a0EachNumberOfTheCalendarOpensItsList() {
        var calendar = city.archive.send("GET", "/retention/calendar", city.clerk).body();
        var links = Pattern.compile("<a href=\"/disposition(\\?[^\"]*)\">([0-9,]+)(?: after these years)?</a>").matcher(calendar);
        int counted = 0;
        while (links.find()) {
            if (!links.group(2).equals("0")) {
                assertThat(due(links.group(1).replace("&amp;", "&")).path("total").asLong()).as(links.group())
                        .isEqualTo(Long.parseLong(links.group(2).replace(",", "")));
                counted += links.group(1).contains("since=") ? 1 : 0;
            }
        }
        assertThat(counted).as("what comes due in quarter and year, of all and of the series").isGreaterThanOrEqualTo(4);
        UndatedWalk.walk(city, calendar);
        assertThat(city.archive.send("GET", "/api/v1/dispositions/due?since=2026-01-01&reason=hold", city.clerk).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTheBarAddsUpToAllRecordsAndEachRowSaysWhy() {
        var answer = due("");
        long bar = answer.path("bar").valueStream().mapToLong(part -> part.path("count").asLong()).sum();
        var all = DueCity.json(city.archive.send("GET", "/api/v1/records?limit=1", city.clerk)).path("total").asLong();
        assertThat(bar).isEqualTo(13).isEqualTo(answer.path("total").asLong()).isEqualTo(records(answer).size());
        assertThat(bar + answer.path("within").asLong()).isEqualTo(all).isEqualTo(15);
        answer.path("items").valueStream().forEach(one -> {
            assertThat(one.path("checked").asBoolean()).isTrue();
            assertThat(one.has("due")).as(one.toString()).isNotEqualTo(one.has("reasons"));
            one.path("reasons").valueStream().forEach(why -> assertThat(why.path("citation").path("rule").asString())
                    .as(why.toString()).startsWith("LAW "));
        });
        var hold = one(answer, held);
        assertThat(hold.path("reasons").valueStream().map(why -> why.path("name").asString())).containsExactly("held");
        assertThat(hold.path("reasons").path(0).path("hold").asString()).matches("[0-9a-f-]{36}");
        assertThat(hold.path("keptThrough").asString()).isEqualTo("2023-05-10");
        assertThat(one(answer, records(due("?reason=due")).getFirst()).path("due").asString()).isEqualTo("2023-05-11");
        var reply = due("?reason=reply").path("items").path(0).path("reasons").path(0);
        assertThat(reply.path("name").asString()).isEqualTo("reply-kept");
    }

    @Test
    void bItIsFilteredReadPageByPageAndAskedForAnotherDay() {
        assertThat(due("?series=S1-CORR-ROUTINE").path("total").asLong()).isEqualTo(10);
        assertThat(counts(due("?year=2021"))).containsExactly("due 0", "series 2");
        assertThat(due("?reason=series&year=2022").path("total").asLong()).isEqualTo(1);
        assertThat(counts(due("?on=2023-05-10&year=2020"))).as("the last day of three years").containsExactly("due 0");
        assertThat(due("?on=2023-05-11&year=2020&reason=due").path("total").asLong()).isEqualTo(8);
        assertThat(due("?on=2030-01-01&reason=due&year=2026").path("total").asLong()).isEqualTo(2);
        var read = new ArrayList<String>();
        for (var next = ""; !next.equals("null");) {
            var answer = due("?limit=4" + (next.isEmpty() ? "" : "&cursor=" + next));
            read.addAll(records(answer));
            next = answer.path("next").isNull() ? "null" : answer.path("next").asString();
        }
        assertThat(read).isEqualTo(records(due("")));
        for (var wrong : List.of("on=soon", "reason=age", "year=0", "series=*", "cursor=x", "day=2026-01-01")) {
            var answer = city.archive.send("GET", "/api/v1/dispositions/due?" + wrong, city.clerk);
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains("\"parameter\":\"" + wrong.substring(0, wrong.indexOf('=')) + "\"");
        }
        assertThat(city.archive.send("GET", "/api/openapi.json", city.clerk).body()).contains("/api/v1/dispositions/due");
    }

    @Test
    void cThePageHoldsWhatTheApiHoldsAndOnlyWhatIsDueCanBeChosen() {
        for (var query : List.of("", "?reason=due", "?year=2021", "?series=S1-CORR-ROUTINE", "?on=2023-05-11", "?reason=hold")) {
            assertThat(found(ROW, page(query, city.clerk))).as(query).isEqualTo(records(due(query)));
        }
        var page = page("", city.clerk);
        assertThat(new HashSet<>(found(BOX, page))).isEqualTo(new HashSet<>(records(due("?reason=due"))));
        assertThat(page).contains("= 8 due + 5 not due", "2 more are within their period", "Due since May 11, 2023",
                "On hold: Pool injury", "Held by a legal hold.",
                "LAW C.7", "LAW C.2", "Propose all 8 due");
        var auditors = page("", city.archive.token(Role.AUDITOR));
        assertThat(auditors).contains("Ruth Haugen", "can.").doesNotContain("name=\"which\"", "type=\"checkbox\"");
        assertThat(found(ROW, auditors)).hasSize(13);
        assertThat(page("?on=2030-01-01", city.clerk)).contains("Only what is due today can be proposed")
                .doesNotContain("name=\"which\"");
        assertThat(page("?asOf=2026-01-01", city.clerk)).contains("<fieldset disabled=\"disabled\"");
        assertThat(city.archive.send("GET", "/", city.clerk).body()).contains("Records are due", "/disposition?reason=due");
    }

    @Test
    void dWhatIsChosenAndWhatIsLeftBecomeBatchesOfExactlyThese() {
        try (var pages = Pages.open(city.archive, "status of 4"); var window = pages.signedInWithoutScripts(Role.CLERK)) {
            var page = pages.open(window, "/disposition?year=2020");
            page.locator("button:has-text('Propose these')").press("Enter");
            assertThat(page.textContent("#wrong")).contains("No record was chosen");
            var boxes = page.locator("input[name=records]");
            var chosen = List.of(boxes.nth(1).inputValue(), boxes.nth(4).inputValue());
            boxes.nth(1).check();
            boxes.nth(4).check();
            page.fill("#because", "Yearly run");
            page.locator("button:has-text('Propose these')").press("Enter");
            assertThat(onTheList(page.url())).isEqualTo(Set.copyOf(chosen));

            for (var look : List.of(Look.LIGHT, Look.DARK, Look.SMALL)) {
                try (var looking = pages.signedIn(Role.CLERK, look)) {
                    pages.see(pages.chromium().tab(looking), "/disposition", look.named("due-list"));
                }
            }
            var left = new HashSet<>(records(due("?reason=due")));
            left.removeAll(chosen);
            page.navigate(pages.at("/disposition?reason=due&series=S1-CORR-ROUTINE"));
            assertThat(page.textContent("main")).contains("On the list of batch");
            assertThat(page.locator("input[name=records]").count()).isEqualTo(6);
            page.locator("button:has-text('Propose all 8 due of S1-CORR-ROUTINE')").press("Enter");
            assertThat(onTheList(page.url())).isEqualTo(left);
        }
    }

    @Test
    void eWhatIsOverFiftyYearsOldIsChosenToBeOfferedFirstAndAccountsAreToldApart() {
        city.archive.importLines(LINE.formatted("old", "\"kind\":\"post\"", "1970-01-05"));
        await().atMost(PATIENCE).until(() -> due("?year=1970").path("total").asLong() == 1);
        assertThat(counts(due("?year=1970"))).containsExactly("due 0", "offer 1");
        assertThat(due("?account=bend&year=1970").path("total").asLong()).isEqualTo(1);
        var account = due("?year=1970").path("items").path(0).path("account").asString();
        var old = records(due("?year=1970&account=" + account)).getFirst();
        assertThat(found(BOX, page("?year=1970&account=" + account, city.clerk))).containsExactly(old);
        var unknown = city.archive.send("GET", "/api/v1/dispositions/due?account=nobody", city.clerk);
        assertThat(unknown.body()).contains("\"parameter\":\"account\"", "no such account");

        var batch = city.post("", city.clerk, "{\"records\":[\"" + old + "\"],\"reason\":\"Offered first\"}");
        var offers = page("/batches/" + batch.path("id").asString() + "/offers", city.clerk);
        assertThat(offers).contains("1 record is over 50 years old and not offered yet.", "Notice was served today");
        handedOver("/" + batch.path("id").asString(), old);
    }

    /** What the state claimed is packed, checked with no server, and stays until its receipt is entered. */
    private static void handedOver(String at, String old) {
        var wanted = "{\"to\":\"state-archives\"}";
        assertThat(city.archive.postJson("/api/v1/dispositions" + at + "/transfers", city.clerk,
                "{\"to\":\"state-archives\",\"records\":[\"" + old + "\"]}").body()).contains("transfer-not-claimed", "LAW C.1");
        city.post(at + "/notice", city.clerk, "{\"reference\":\"registry 7\"}");
        city.post(at + "/offers", city.clerk, "{\"records\":[\"" + old
                + "\"],\"answeredBy\":\"state-archives\",\"claimed\":true,\"who\":\"Dr. Ames\"}");
        assertThat(page("/batches" + at + "/transfer", city.clerk)).contains("State archives: 1 claimed",
                "Pack 1 record for them");
        assertThat(city.archive.postJson("/api/v1/dispositions" + at + "/transfers", city.manager, wanted).body())
                .contains("disposition-not-in-this-role");
        var bag = at + "/transfers/" + city.post(at + "/transfers", city.clerk, wanted).path("id").asString();
        await().atMost(PATIENCE).until(() -> city.get(bag).path("state").asString().equals("done"));
        var packed = city.get(bag);
        var file = HandedOver.bytes(city, packed.path("file").asString());
        HandedOver.checked(file, packed.path("sha256").asString(), old, city.part(Checkpoints.class).logKeys());

        assertThat(city.archive
                .postJson("/api/v1/dispositions" + bag + "/receipt", city.clerk, HandedOver.receipt("00".repeat(32))).body())
                .contains("transfer-receipt-differs");
        var unread = city.archive.post("/disposition/batches" + bag.replace("transfers", "transfer") + "/receipt",
                "application/x-www-form-urlencoded", "sha256=00&receivedBy=Ames&receivedOn=soon", "Authorization",
                "Bearer " + city.clerk);
        assertThat(unread.body()).as("the link leads to its field").containsPattern(
                "(?s)href=\"#(receivedOn-\\d+)\".*value=\"Ames\".*id=\"\\1\"[^>]* aria-invalid=\"true\" aria-describedby=\"wrong\"");
        city.post(bag + "/receipt", city.clerk, HandedOver.receipt(packed.path("sha256").asString()));
        assertThat(city.get(bag).path("receipt").path("reference").asString()).isEqualTo("A-1");
        assertThat(page("/batches" + at + "/transfer", city.clerk)).contains("Handed over", "Dr. Ames, Helena")
                .doesNotContain("Pack 1 record for them");
        assertThat(page("/batches" + at + "/offers", city.clerk)).contains("Handed over: State archives");
    }

    @Test
    void fWhatItsSeriesHandsOverGoesOnlyAfterItsReceipt() throws IOException {
        city.archive.importLines(LINE.formatted("deed", "\"kind\":\"post\"", "2019-05-01").replace("Snow", "deed of the mill"));
        city.handOver("mill");
        await().atMost(PATIENCE).until(() -> due("?series=S8-HISTORY&reason=due").path("total").asLong() == 1);
        var row = due("?series=S8-HISTORY").path("items").path(0);
        var deed = row.path("record").asString();
        assertThat(row.path("handOver").asBoolean()).isTrue();
        assertThat(due("?year=2020").path("items").path(0).path("handOver").asBoolean()).isFalse();
        assertThat(page("?series=S8-HISTORY", city.clerk)).contains("Handed over first");
        var batch = city.post("", city.clerk, "{\"records\":[\"" + deed + "\"],\"reason\":\"To the archives\"}");
        var at = "/" + batch.path("id").asString();
        assertThat(batch.path("toHandOver").asLong()).isEqualTo(1);
        assertThat(page("/batches" + at + "/approval", city.manager)).contains(
                "Approve the transfer and destruction of 1 record", "A transfer: 1 of 1 is handed over first.",
                "then hand over, then destroy here");
        assertThat(page("/batches" + at + "/transfer", city.clerk)).contains("1 to be handed over", "once the list is approved");
        city.post(at + "/approvals", city.manager, "{\"records\":1,\"councilOrder\":\"Resolution 2026-32\"}");
        assertThat(city.archive.postJson("/api/v1/dispositions" + at + "/execution", city.clerk, "{}").body())
                .contains("disposition-not-handed-over", "LAW C.1, C.8", deed);
        assertThat(page("/batches" + at, city.clerk)).contains("Refused until what is handed over is acknowledged")
                .doesNotContain("/execution\"");

        var file = Files.createTempDirectory("archive-transfer-").resolve("deed.zip");
        var number = batch.path("number").asString();
        assertThat(HandedOver.shell(city, "transfer", number, "--to", "state-archives", "--file", file.toString())).isZero();
        var bag = city.get(at + "/transfers").path("items").path(0);
        HandedOver.checked(Files.readAllBytes(file), bag.path("sha256").asString(), deed, city.part(Checkpoints.class).logKeys());
        assertThat(HandedOver.shell(city, "transfer", number, "--receipt", bag.path("id").asString(), "--sha256", "00".repeat(32),
                "--by", "Ames",
                "--on", "2026-01-15")).as("another package").isEqualTo(1);
        assertThat(HandedOver.shell(city, "transfer", number, "--receipt", bag.path("id").asString(), "--sha256",
                bag.path("sha256").asString(),
                "--by", "Dr. Ames, Helena", "--on", "2026-01-15")).isZero();
        assertThat(city.get(at).path("toHandOver").asLong()).isZero();
        city.post(at + "/execution", city.clerk, "{}");
        await().atMost(PATIENCE).until(() -> city.get(at).path("stage").asString().equals("completed"));
        await().atMost(PATIENCE).until(() -> city.archive.send("GET", "/api/v1/dispositions" + at + "/certificate", city.clerk)
                .body().matches("(?s).*\"handedOver\":\\[\\{[^}]*\"state-archives\".*"));
    }

    private static Set<String> onTheList(String url) {
        assertThat(url).matches(".*/disposition/batches/[0-9a-f-]{36}/review");
        var batch = new DispositionId(UUID.fromString(url.replaceAll(".*/batches/|/review", "")));
        return Set.copyOf(city.part(DispositionBatches.class).records(batch, Set.of(), 0, 100).stream()
                .map(listed -> listed.record().toString()).toList());
    }
}

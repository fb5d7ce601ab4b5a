package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.PolicyCommand.ChooseProfile;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.web.Look;
import org.cityarchive.server.web.Pages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.MethodName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** A list of records, from its proposal to its end: by program, by page, and by the keyboard. */
@TestMethodOrder(MethodName.class)
class DispositionWalkTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init")
    private static DueCity city;
    private static List<String> records = List.of();

    @BeforeAll
    static void start() {
        city = new DueCity(24);
        records = city.records("Pool", 24);
    }

    @AfterAll
    static void stop() {
        city.close();
    }

    private static String proposal(List<String> some, boolean review) {
        return "{\"records\":" + DueCity.ids(some) + ",\"reason\":\"Yearly run\",\"review\":" + review + "}";
    }

    private static HttpResponse<String> tried(String path, String token, String body) {
        return city.archive.postJson("/api/v1/dispositions" + path, token, body);
    }

    private static String page(String path, String token) {
        var answer = city.archive.send("GET", path, token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static void refused(HttpResponse<String> answer, String name, String... says) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("urn:city-archive:problem:" + name + "\"", "\"rule\":\"LAW ");
        for (var words : says) {
            assertThat(answer.body()).contains(words);
        }
    }

    private static RecordId record(int number) {
        return new RecordId(UUID.fromString(records.get(number)));
    }

    @Test
    void aByProgramEachStepIsRefusedToWhomItIsNot() {
        var batch = city.post("", city.clerk, proposal(records.subList(0, 4), true));
        var at = "/" + batch.path("id").asString();
        assertThat(batch.path("stage").asString()).isEqualTo("review");
        var approval = "{\"records\":3,\"councilOrder\":\"Resolution 2026-31\"}";
        refused(tried(at + "/approvals", city.manager, approval), "disposition-not-submitted");
        assertThat(page("/disposition/certificates", city.manager)).contains("No certificate yet", "See the batches");
        refused(tried(at + "/submission", city.clerk, "{}"), "disposition-not-all-reviewed", "4 records");
        city.post(at + "/exceptions", city.clerk,
                "{\"records\":" + DueCity.ids(records.subList(0, 1)) + ",\"reason\":\"the mascot\"}");
        city.post(at + "/reviews", city.clerk, "{}");
        assertThat(city.post(at + "/submission", city.clerk, "{}").path("stage").asString()).isEqualTo("approval");
        assertThat(page("/disposition/batches?stage=approval", city.manager)).contains("Waits for approval",
                "/disposition/batches" + at + "/approval").doesNotContain("No batch stands so");
        assertThat(page("/disposition/batches?stage=completed", city.manager)).contains("No batch stands so now.");
        refused(tried(at + "/approvals", city.clerk, approval), "disposition-one-person-two-steps", "the manager");
        refused(tried(at + "/approvals", city.manager, approval.replace(":3", ":4")), "disposition-count-differs",
                "you typed 4; the list holds 3");
        refused(tried(at + "/execution", city.clerk, "{}"), "disposition-not-approved", "manager can");
        city.hold(record(1));
        refused(tried(at + "/approvals", city.manager, approval), "approval-barred-held", "1 of this list may not go",
                records.get(1), "held by a legal hold");
        assertThat(city.archive.send("GET", "/disposition/batches" + at + "/approval", city.manager).body())
                .contains("1 of 3 is on hold or cooling off");
        city.post(at + "/exceptions", city.manager,
                "{\"records\":" + DueCity.ids(records.subList(1, 2)) + ",\"reason\":\"it is held\"}");
        assertThat(city.post(at + "/approvals", city.manager, approval.replace(":3", ":2")).path("stage").asString())
                .isEqualTo("execution");
        city.post(at + "/withdrawal", city.clerk, "{\"reason\":\"enough\"}");
        refused(tried(at + "/execution", city.clerk, "{}"), "disposition-past-this-step");
        var auditor = city.archive.token(Role.AUDITOR);
        assertThat(tried(at + "/withdrawal", auditor, "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
        assertThat(city.archive.send("GET", "/api/v1/dispositions" + at, auditor).body()).contains("the mascot", "Yearly run");
    }

    @Test
    void bARepeatedProposalIsOneBatchAndAHeldRecordNamesItsHold() {
        var key = "key-" + UUID.randomUUID();
        var body = proposal(records.subList(4, 6), false);
        var path = "/api/v1/dispositions";
        var first = city.archive.post(path, "application/json", body, "Authorization", "Bearer " + city.clerk, "Idempotency-Key",
                key);
        var again = city.archive.post(path, "application/json", body, "Authorization", "Bearer " + city.clerk, "Idempotency-Key",
                key);
        assertThat(DueCity.json(again).path("id")).isEqualTo(DueCity.json(first).path("id"));
        assertThat(DueCity.json(again).path("stage").asString()).as("named one by one, it is proposed at once")
                .isEqualTo("approval");
        city.hold(record(6));
        HeldInThreeWays.refused(city, records.get(6), "Pool injury");
    }

    @Test
    void cTheWholeWayAtThePagesFromTheDueListOverAHoldToTheTombstone() {
        var daniel = city.archive.person("Daniel Okafor", Role.ATTORNEY);
        try (var pages = Pages.open(city.archive, "status of 4");
                var clerks = pages.signedIn(city.ruth, Role.CLERK, Look.LIGHT);
                var managers = pages.signedIn(city.ellen, Role.MANAGER, Look.DARK);
                var attorneys = pages.signedIn(daniel, Role.ATTORNEY, Look.LIGHT)) {
            var page = pages.open(clerks, "/disposition");
            var at = proposed(page);
            pages.look(page, "disposition-review-light");
            reviewByKeyboard(page);
            pages.look(page, "disposition-reviewed-light");
            press(page, "button:has-text('Propose')");
            page.navigate(pages.at(at + "/approval"));
            assertThat(page.textContent("main")).contains("You proposed this list", "Ellen Tafoya");
            var second = city.get(at.replaceAll(".*/", "/") + "/records").path("items").get(1).path("record").asString();
            approve(pages, pages.open(managers, at + "/approval"), at);
            small(pages, List.of(at + "/review", at + "/approval"));
            holdFromASearch(pages.open(attorneys, "/search?q=%22" + text(second).replace(' ', '+') + "%22"));
            page.navigate(pages.at(at));
            press(page, "button:has-text('Destroy 4 records')");
            await().atMost(PATIENCE)
                    .until(() -> "completed".equals(city.get(at.replaceAll(".*/", "/")).path("stage").asString()));
            page.navigate(pages.at(at));
            assertThat(page.textContent("#dropped")).contains("Not destroyed: 2 records are kept. The other 3 went on.",
                    "on hold", "the mascot");
            pages.look(page, "disposition-done-light");
            stone(pages, page);
            new CertificateWalk(city, UUID.fromString(at.replaceAll(".*/", ""))).walk(pages, clerks, managers);
            small(pages, List.of(at, at + "/offers", at + "/document", "/disposition/batches", "/disposition/certificates",
                    at + "/transfer", at.replace("/batches", "") + "/certificate"));
            seenAgain(pages, page, attorneys);
        }
    }

    /** Five of the due list, ticked and proposed by the keyboard; the address of their batch. */
    private static String proposed(Page page) {
        var boxes = page.locator("input[name=records]:not(:disabled)");
        for (int i = 0; i < 5; i++) {
            boxes.nth(i).focus();
            page.keyboard().press("Space");
        }
        press(page, "button:has-text('Propose these')");
        page.waitForURL("**/review**");
        return page.url().replaceFirst("^https?://[^/]*", "").replaceFirst("/review.*$", "");
    }

    private static String text(String record) {
        return DueCity.json(city.archive.send("GET", "/api/v1/records/" + record, city.clerk)).path("text").asString();
    }

    /** The attorney holds what a search found, while its list is on its way. */
    private static void holdFromASearch(Page page) {
        press(page, "a:has-text('Place a hold on these')");
        page.fill("#matter", "Pool injury");
        page.fill("#reason", "A claim is announced.");
        press(page, "button:has-text('Next: scope')");
        page.waitForSelector("#look-total:text-is('1')");
        press(page, "button:has-text('Next: custodians')");
        press(page, "button:has-text('Next: read it once more')");
        press(page, "button:has-text('Place the hold')");
        page.waitForSelector("h1:has-text('Pool injury')");
    }

    private static void press(Page page, String selector) {
        page.locator(selector).first().press("Enter"); // by a key, and waits for where it leads
        page.waitForLoadState();
    }

    /** From the list to what remains of one of them, and on to the certificate. */
    private static void stone(Pages pages, Page page) {
        page.navigate(page.url() + "?state=destroyed");
        press(page, "main th a[href^='/record/']");
        assertThat(page.textContent("h2#gone")).contains("This record was lawfully destroyed");
        assertThat(page.textContent("main")).contains("S1-CORR-ROUTINE", "batch 20").doesNotContain("Pool hours");
        pages.look(page, "tombstone-light");
        press(page, "main dd a[href^='/retention/series/']");
        assertThat(page.textContent("main")).contains("S1-CORR-ROUTINE");
        page.goBack();
        press(page, "a:has-text('Certificate of destruction')");
        assertThat(page.textContent("main")).contains("3 records", "Resolution 2026-31", "Ruth Haugen", "Ellen Tafoya");
    }

    /** What went comes again: its words are nobody's until the clerk has said of each what it is. */
    private static void seenAgain(Pages pages, Page page, BrowserContext attorneys) {
        city.importPosts(24, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        page.navigate(pages.at("/"));
        press(page, "a:has-text('Decide')");
        var first = page.url();
        assertThat(page.textContent("main")).contains("Seen again on the platform").doesNotContain("Pool hours");
        assertThat(pages.open(attorneys, first.replaceFirst("^https?://[^/]*", "")).textContent("main"))
                .contains("Ruth Haugen").doesNotContain("Why it is a record again");
        pages.look(page, "seen-again-light");
        page.fill("#why", "The pool opens again");
        press(page, "button:has-text('Keep it as a record')");
        page.waitForSelector("h1:not(:has-text('Destroyed'))");
        assertThat(page.textContent("main")).contains("Pool hours");
        page.navigate(pages.at("/"));
        press(page, "a:has-text('Decide')");
        assertThat(page.url()).isNotEqualTo(first);
        press(page, "button:has-text('Destroy what came')");
        assertThat(page.textContent("main")).contains("This record was lawfully destroyed").doesNotContain("Seen again");
    }

    /** The first is kept with a reason, one mark is taken back, the rest are left in. */
    private static void reviewByKeyboard(Page page) {
        page.keyboard().press("e");
        page.keyboard().type("the mascot");
        page.keyboard().press("Enter");
        page.waitForURL("**on=true**");
        page.keyboard().press("d");
        page.waitForURL("**last=2**");
        page.keyboard().press("z");
        page.waitForURL("**at=2");
        for (int i = 2; i <= 5; i++) {
            page.keyboard().press("d");
            page.waitForURL("**last=" + i + "**");
        }
        assertThat(page.textContent(".ca-review-head")).contains("5 of 5 looked at", "1 excepted");
    }

    private static void approve(Pages pages, Page page, String at) {
        pages.look(page, "disposition-approval-dark");
        assertThat(page.locator("tbody tr >> nth=-1 >> td").allTextContents()).containsExactly("5", "1", "4");
        page.fill("#records", "168");
        page.fill("#councilOrder", "Resolution 2026-31");
        page.click("button:has-text('Approve destruction of 4 records')");
        assertThat(page.textContent("#wrong")).contains("you typed 168; the list holds 4");
        assertThat(page.inputValue("#councilOrder")).isEqualTo("Resolution 2026-31");
        page.fill("#records", "4");
        press(page, "button:has-text('Approve destruction of 4 records')");
        page.waitForURL("**" + at);
        page.navigate(pages.at(at + "/document"));
        assertThat(page.textContent("main")).contains("Haugen, City Clerk", "Tafoya, City Manager", "holds in force");
    }

    private static void small(Pages pages, List<String> addresses) {
        try (var window = pages.signedIn(city.ruth, Role.CLERK, Look.SMALL)) {
            var page = pages.chromium().tab(window);
            addresses.forEach(one -> pages.see(page, one, "disposition" + one.replaceAll(".*/", "-") + "-small"));
        }
    }

    private static long due() { // as the list's bar says
        return city.get("/due").path("bar").path(0).path("count").asLong();
    }

    @Test
    void dWhatNobodyConfirmedIsNotDueWhileTheProfileAsksForIt() { // LAW C.2
        long before = due();
        assertThat(before).isPositive();
        city.tell(new ChooseProfile(UUID.randomUUID(), Profile.CONFIRMING));
        await().atMost(PATIENCE).until(() -> due() == 0);
        var rule = DueCity.json(city.archive.send("GET", "/api/v1/rules", city.clerk)).path("items").path(0).path("id")
                .asString();
        var at = "/api/v1/rules/" + rule + "/confirmations";
        var waiting = DueCity.json(city.archive.send("GET", at, city.clerk));
        assertThat(waiting.path("asked").asBoolean()).isTrue();
        var records = waiting.path("records").valueStream().map(JsonNode::asString).toList();
        assertThat(waiting.path("waiting").asInt()).isEqualTo(records.size()).isPositive();
        assertThat(city.archive.send("GET", "/retention/rules/" + rule, city.clerk).body())
                .contains("To be confirmed", records.size() + " records were not looked at yet", "Confirm what is ticked");
        var another = city.archive.postJson(at, city.clerk, "{\"number\":2,\"records\":" + DueCity.ids(records) + "}");
        assertThat(another.statusCode()).isEqualTo(409);
        assertThat(another.body()).contains("classification-of-another-wording", "LAW C.2");
        assertThat(city.archive.postJson(at, city.manager, "{\"number\":1,\"records\":" + DueCity.ids(records) + "}").body())
                .contains("retention-not-in-this-role");
        var left = DueCity.json(city.archive.postJson(at, city.clerk, "{\"number\":1,\"records\":" + DueCity.ids(records) + "}"));
        assertThat(left.path("waiting").asInt()).isZero();
        await().atMost(PATIENCE).until(() -> due() == before);
        assertThat(city.archive.send("GET", "/retention/rules/" + rule, city.clerk).body())
                .contains("Every record that this wording matches is confirmed", ">Confirmed</h2>",
                        "/record/" + records.getLast());
    }
}

package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.search.ExportsUnderTest;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One question has one number: on the first page, on the search page, over the API, from a shell and in an export. */
class OneNumberTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Pattern FOUND = Pattern.compile("id=\"found\"[^>]*>([0-9,]+) record");
    private static final Pattern MONTH = Pattern.compile("<a href=\"/search\\?q=([^\"]+)\">([0-9,]+) in ");

    private static final Pattern CAME_IN = Pattern
            .compile("data-count=\"([0-9]+)\"(?:(?!data-count).)*?href=\"/search\\?q=(captured[^\"]+)\"", Pattern.DOTALL);

    private static String clerk = "";

    @BeforeAll
    static void load() {
        clerk = ARCHIVE.token(Role.CLERK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"snow plow\" -tow is:edited", "is:deleted", "kind:message", "flood OR smoke",
            "platform:youtube -is:edited"})
    void pageApiShellAndExportAgree(String query) {
        agree(query, onPage(query));
    }

    @Test
    void whatWasDestroyedIsCountedAlikeToo() {
        agree("kind:comment before:2025-01-01", onPage("kind:comment before:2025-01-01"));
        assertThat(ARCHIVE.send("GET", "/api/v1/records?limit=1&q=kind:comment+before:2025-01-01", clerk).body())
                .contains("\"destroyed\":{\"total\":7,\"certain\":true,\"since\":0,");
        assertThat(ARCHIVE.send("GET", "/api/v1/records?limit=1&q=plow", clerk).body())
                .contains("12 records in this scope were destroyed and cannot be searched by words.");
    }

    @Test
    void theFirstPageAgreesWithWhatItsNumberLinksTo() {
        var home = ARCHIVE.send("GET", "/", clerk);
        assertThat(home.statusCode()).isEqualTo(200);
        var month = MONTH.matcher(home.body().replace("&quot;", "\""));
        assertThat(month.find()).as(home.body()).isTrue();
        agree(URLDecoder.decode(month.group(1), StandardCharsets.UTF_8), number(month.group(2)));
    }

    @Test
    void whatCameInIsCountedByTheDayOfItsCapture() {
        var row = CAME_IN.matcher(ARCHIVE.send("GET", "/", clerk).body());
        assertThat(row.find()).isTrue();
        var query = URLDecoder.decode(row.group(2), StandardCharsets.UTF_8);
        assertThat(query).startsWith("captured-after:");
        agree(query, number(row.group(1)));
        agree(query + " before:2026-01-01", onPage("before:2026-01-01")); // all of the example came in today, whenever it was made
        assertThat(onPage("captured-before:2026-01-01")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plow", "is:deleted OR is:edited"})
    void authorsAddUpAndEachIsAQueryOfThatNumber(String query) {
        var page = ARCHIVE.send("GET", "/search?q=" + encoded(query), clerk).body();
        try (var exports = new ExportsUnderTest(ARCHIVE.server().address().toString(), clerk)) {
            var counted = exports.json("/api/v1/records?limit=1&facets=1&q=" + encoded(query));
            var others = new StringBuilder(query.isEmpty() ? "" : "(" + query + ")");
            long sum = 0;
            for (var author : counted.path("facets").path("authorName").valueStream().toList()) {
                var name = author.path("value").asString();
                long count = author.path("count").asLong();
                var asked = name.isEmpty()
                        ? others.toString()
                        : (query.isEmpty() ? "" : "(" + query + ") ") + "author:\"" + name + '"';
                assertThat(exports.json("/api/v1/records?limit=1&q=" + encoded(asked)).path("total").asLong()).as(asked)
                        .isEqualTo(count);
                assertThat(page).containsPattern(Pattern.quote(name.isEmpty() ? "All others" : name.replace("&", "&amp;"))
                        + "</bdi><span[^>]*>: </span><span[^>]*>" + String.format(Locale.US, "%,d", count) + "<");
                others.append(" -author:\"").append(name).append('"');
                sum += count;
            }
            assertThat(sum).as("nobody changed names here").isEqualTo(counted.path("total").asLong());
        }
    }

    private static void agree(String query, long expected) {
        assertThat(onPage(query)).as("search page: %s", query).isEqualTo(expected);
        try (var exports = new ExportsUnderTest(ARCHIVE.server().address().toString(), clerk)) {
            var answer = exports.json("/api/v1/records?limit=1&q=" + encoded(query));
            assertThat(answer.path("total").asLong()).as("API: %s", query).isEqualTo(expected);
            var said = new StringWriter();
            assertThat(fromShell(query, said)).as("shell: %s", query).isEqualTo(expected);
            var missed = answer.path("destroyed").path("sentence").asString("");
            assertThat(said.toString().strip()).as("what the shell says is missed: %s", query).isEqualTo(missed);
            assertThat(text(ARCHIVE.send("GET", "/search?q=" + encoded(query), clerk).body())).as("and the page: %s", query)
                    .contains(missed);
            var export = exports.made("{\"q\":\"" + query.replace("\"", "\\\"") + "\",\"formats\":[\"csv\"]}");
            assertThat(export.path("total").asLong()).as("export: %s", query).isEqualTo(expected);
        }
    }

    private static long onPage(String query) {
        var page = ARCHIVE.send("GET", "/search?q=" + encoded(query), clerk);
        assertThat(page.statusCode()).isEqualTo(200);
        var found = FOUND.matcher(page.body());
        assertThat(found.find()).isTrue();
        return number(found.group(1));
    }

    private static String text(String page) {
        return page.replaceAll("<[^>]*>", "");
    }

    private static long fromShell(String query, StringWriter said) {
        var out = new StringWriter();
        var environment = Map.of("ARCHIVE_HOME", ARCHIVE.home().toString());
        int code = ArchiveCommand.run(List.of("search", "--count", query).toArray(String[]::new), environment,
                new PrintWriter(out), new PrintWriter(said));
        assertThat(code).isZero();
        return number(out.toString().strip());
    }

    private static long number(String digits) {
        return Long.parseLong(digits.replace(",", ""));
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}

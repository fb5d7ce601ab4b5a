package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** No answer holds a raw sign that acts: no page, in no place of it, and no table; data says it escaped. */
class StillPagesTest {
    private static final String ACTING = "a\u001B[2Jb\u0007c\u0008d\u007Fe\u0085f\u009Bg\u202Eh\u2066i\u200Fj\u061Ck";
    private static final Pattern RAW = Pattern
            .compile("[\\p{Cc}&&[^\\n\\r\\t]]|[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
    private static RunningArchive archive;
    private static ArchiveOverHttp clerk;
    private static String record = "";

    @BeforeAll
    static void start() {
        archive = RunningArchive.setUp();
        clerk = archive.as(Role.CLERK);
        archive.importLines(new HostileTexts.Hostile("acting", ACTING + " plow", ACTING, "plow").line("CityHall") + "\n"
                + new HostileTexts.Hostile("acting", ACTING + " plow again", ACTING, "plow").line("CityHall")
                        .replace("\"observedAt\":\"2026-01-10", "\"observedAt\":\"2026-01-11")
                + "\n{\"refused\": \"" + "\u009B\u202E" + "\n" + HostileTexts.lines("CityHall"));
        record = clerk.json("/api/v1/records?q=again+acting&limit=1").path("items").path(0).path("id").asString();
        if (record.isEmpty()) {
            record = clerk.json("/api/v1/records?q=plow&limit=1").path("items").path(0).path("id").asString();
        }
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static List<String> pages() {
        var pages = new ArrayList<>(List.of("/", "/search?q=plow", "/search", "/capture/imports", "/account", "/evidence"));
        for (var tab : List.of("", "/versions", "/thread", "/history", "/source", "/proof")) {
            pages.add("/record/" + record + tab);
        }
        var typed = URLEncoder.encode(ACTING + "\u0000", StandardCharsets.UTF_8);
        pages.addAll(List.of("/search?q=" + typed, "/search?q=plow&back=" + typed, "/sign-in?code=" + typed + "&then=" + typed,
                "/search/saved", "/nowhere/" + typed));
        clerk.json("/api/v1/imports").path("items")
                .forEach(job -> pages.add("/capture/imports/" + job.path("id").asString()));
        return pages;
    }

    @Test
    void everyPageSpellsWhatActsInTextTitlesAndAttributes() {
        var seen = new ArrayList<String>();
        for (var path : pages()) {
            var answer = clerk.get(path);
            assertThat(RAW.matcher(answer.body()).results().map(m -> Integer.toHexString(m.group().charAt(0))).toList()).as(path)
                    .isEmpty();
            if (answer.body().contains("⟪U+202E⟫")) {
                seen.add(path);
            }
        }
        assertThat(seen).contains("/search?q=plow", "/record/" + record, "/record/" + record + "/versions");
    }

    @Test
    void tablesSpellItToo() {
        var table = clerk.get("/api/v1/records?q=plow&format=csv").body();
        assertThat(table).contains("a⟪U+001B⟫[2Jb⟪U+0007⟫", "⟪U+009B⟫g⟪U+202E⟫h⟪U+2066⟫").doesNotContainPattern(RAW);
    }

    @Test
    void dataHoldsWhatCameEscaped() {
        var body = clerk.get("/api/v1/records/" + record).body();
        assertThat(body).doesNotContainPattern("[\\x00-\\x09\\x0B\\x0C\\x0E-\\x1F]");
        assertThat(JsonMapper.builder().build().readTree(body).path("text").asString()).startsWith(ACTING);
    }
}

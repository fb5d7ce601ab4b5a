package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A conversation of more than a hundred places is read page by page, and a record's own page of it comes first. */
class ThreadOfManyTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final int ANSWERS = 130;
    private static final String LINE = """
            {"platform":"facebook","account":"Ferry","id":"f%1$d","kind":"%2$s",%3$s"author":{"id":"u%1$d","name":"Ann"},"text":"ferryboat name %1$d","createdAt":"2026-01-10T%4$02d:%5$02d:00Z","observedAt":"2026-01-11T13:00:00Z","state":"present"}
            """;

    private static String session;

    @BeforeAll
    static void manyAnswers() {
        var lines = new StringBuilder(LINE.formatted(0, "post", "", 8, 0));
        for (int i = 1; i <= ANSWERS; i++) {
            lines.append(LINE.formatted(i, "comment", "\"parent\":\"f0\",", 9 + i / 60, i % 60));
        }
        ARCHIVE.importLines(lines.toString());
        var person = new PersonId(new UUID(4, 3));
        ARCHIVE.server().part(People.class).add(person, "Una Thread", Role.CLERK, new Actor("test", Role.IT_DIRECTOR));
        session = ARCHIVE.server().part(Sessions.class).begin(person, Role.CLERK, "test");
    }

    @Test
    void itIsReadPageByPage() {
        var first = thread(id("0"), "");
        assertThat(first).contains("Shown: 1 to 100", "Page 1 of 2", "131 places");
        assertThat(places(first)).isEqualTo(100);
        var second = thread(id("0"), "?page=2");
        assertThat(second).contains("Shown: 101 to 131", "To this record", "ferryboat name 130");
        assertThat(places(second)).isEqualTo(31);
        assertThat(thread(id("120"), "")).contains("Page 2 of 2", "ferryboat name 120");
    }

    private static long places(String page) {
        return Pattern.compile("<li[^>]* class=\"[^\"]*ca-depth-").matcher(page).results().count();
    }

    private static String id(String word) {
        var answer = ARCHIVE.send("GET", "/api/v1/records?q=%22ferryboat+name+" + word + "%22",
                ARCHIVE.token(Role.CLERK));
        return JsonMapper.builder().build().readTree(answer.body()).path("items").path(0).path("id").asString();
    }

    private static String thread(String record, String page) {
        var answer = ARCHIVE.get("/record/" + record + "/thread" + page, "Cookie", "archive_session=" + session);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}

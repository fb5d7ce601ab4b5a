package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.LoggedRows;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;

/** Which searches somebody keeps, renames, has mailed and deletes is noted. */
class SavedNotedTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void eachChangeOfASavedSearchIsNotedWithItsWordsSealed() {
        var log = new LoggedRows(ARCHIVE);
        var clerk = ARCHIVE.token(Role.CLERK);
        var saved = log.of(Act.SEARCH_SAVED, () -> post("/search/saved", clerk, "name=Plows&q=plow+is:edited"));
        assertThat(saved).singleElement().satisfies(row -> assertThat(row.detail()).isEqualTo("Plows: plow is:edited"));
        var id = Pattern.compile("search ([0-9a-f-]{36})").matcher(saved.getFirst().on()).results().findFirst().orElseThrow()
                .group(1);
        assertThat(log.of(Act.SEARCH_RENAMED, () -> post("/search/saved/" + id + "/name", clerk, "name=Snow")))
                .extracting(LoggedRows.Logged::detail).containsExactly("Plows, now Snow");
        assertThat(log.of(Act.SEARCH_ALERT, () -> post("/search/saved/" + id + "/alert", clerk, "alert=daily")))
                .extracting(LoggedRows.Logged::detail).containsExactly("Snow: mail daily");
        assertThat(log.of(Act.SEARCH_DELETED, () -> post("/search/saved/" + id + "/delete", clerk, "")))
                .extracting(LoggedRows.Logged::on).containsExactly("search " + id);
        var auditor = ARCHIVE.token(Role.AUDITOR);
        assertThat(ARCHIVE.send("GET", "/api/v1/audit?kinds=searches&text=" + id, auditor).body()).contains(
                "\"what\":\"Search saved\"", "\"what\":\"Search renamed\"", "\"what\":\"Search alert\"",
                "\"what\":\"Search deleted\"");
    }

    private static void post(String path, String token, String fields) {
        assertThat(ARCHIVE.post(path, "application/x-www-form-urlencoded", fields, "Authorization", "Bearer " + token)
                .statusCode()).as(path).isEqualTo(302);
    }
}

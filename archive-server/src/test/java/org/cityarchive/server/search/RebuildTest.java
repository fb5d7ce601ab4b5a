package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;

import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.QueryParser;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;

/** Read models and index made anew on a running archive. */
class RebuildTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void theIndexIsBuiltAnewWhileItAnswers() {
        long before = total();
        assertThat(before).isPositive();
        var rebuilt = CompletableFuture.supplyAsync(() -> rebuild(Role.IT_DIRECTOR, "\"" + RecordsIndexed.NAME + "\""));
        do {
            assertThat(total()).isEqualTo(before);
        } while (!rebuilt.isDone());
        assertThat(rebuilt.join().statusCode()).isEqualTo(200);
        assertThat(rebuilt.join().body()).contains("\"name\":\"" + RecordsIndexed.NAME + "\"").doesNotContain("stopped");
        assertThat(total()).isEqualTo(before);
    }

    @Test
    void withoutNamesAllAreMadeAnewAndHoldWhatTheyHeld() {
        var people = ARCHIVE.server().part(PeopleInRoles.class).all();
        long records = total();
        var answer = rebuild(Role.IT_DIRECTOR, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        for (var standing : ARCHIVE.server().part(Projections.class).standings()) {
            assertThat(answer.body()).contains("\"" + standing.name() + "\"");
            assertThat(standing.lag()).isZero();
        }
        assertThat(ARCHIVE.server().part(PeopleInRoles.class).all()).isEqualTo(people).isNotEmpty();
        assertThat(total()).isEqualTo(records);
    }

    @Test
    void aModelThatIsNoneIsNamedTogetherWithThoseThatAre() {
        var answer = rebuild(Role.IT_DIRECTOR, "\"hold_in_forse-1\"");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("hold_in_forse-1", RecordsIndexed.NAME, PeopleInRoles.NAME,
                "\"parameter\":\"models\"");
    }

    @Test
    void onlyWhoAdministersTheArchiveMayDoIt() {
        assertThat(rebuild(Role.CLERK, "").statusCode()).isEqualTo(403);
    }

    private static HttpResponse<String> rebuild(Role role, String models) {
        return ARCHIVE.postJson("/api/v1/rebuilds", ARCHIVE.token(role), "{\"models\":[" + models + "]}");
    }

    private static long total() {
        var all = QueryParser.parse("", ZoneOffset.UTC).query();
        return ARCHIVE.server().part(RecordSearch.class).search(new Search(all, Sort.NEWEST, 1, null, null, null, false)).total();
    }
}

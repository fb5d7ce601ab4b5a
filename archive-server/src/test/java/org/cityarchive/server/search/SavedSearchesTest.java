package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cityarchive.core.search.RecordQuery;
import java.time.ZoneId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A kept search tells each new match once, whatever is restarted or replayed. */
class SavedSearchesTest {
    private static final Actor RUTH = new Actor(new UUID(1, 1).toString(), Role.CLERK);
    private static final Actor ELLEN = new Actor(new UUID(1, 2).toString(), Role.ATTORNEY);

    private static RunningArchive archive;
    private static SavedSearches searches;
    private static int lines;

    @BeforeAll
    static void start() {
        archive = RunningArchive.start();
        searches = archive.server().part(SavedSearches.class);
        take(post("before", "The snow plow came before anyone looked."));
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static String post(String id, String text) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"post","author":{"id":"CityHall","name":"City Hall"},"text":"%s","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-%02dT12:00:05Z","state":"present"}
                """
                .formatted(id, text, 10 + lines++ % 20);
    }

    /** Imports lines and waits until every reader has read them. */
    private static void take(String... all) {
        archive.importLines(String.join("", all));
    }

    private static long fresh(UUID saved, Actor owner) {
        return searches.found(saved, owner).fresh();
    }

    @Test
    void whatComesToAnswerIsToldOnceAndLookingEndsIt() {
        var plows = searches.save(RUTH, "Snow plows", "\"snow plow\" -tow");
        var edited = searches.save(RUTH, "Edited", "is:edited gravel");
        assertThat(fresh(plows, RUTH)).as("what was there is the search itself").isZero();

        take(post("a", "A snow plow again"), post("b", "snow plow and tow"), post("c", "gravel"));
        assertThat(fresh(plows, RUTH)).isEqualTo(1);
        assertThat(fresh(edited, RUTH)).isZero();
        take(post("a", "A snow plow again"), post("c", "gravel, and sand"));
        assertThat(fresh(plows, RUTH)).as("the same once more changes nothing").isEqualTo(1);
        assertThat(fresh(edited, RUTH)).isEqualTo(1);

        long before = searches.look(plows, RUTH);
        assertThat(fresh(plows, RUTH)).isZero();
        assertThat(searches.matches(plows, before, 10)).hasSize(1);
        take(post("a", "Now a snow plow in another wording"), post("d", "one more snow plow"));
        assertThat(fresh(plows, RUTH)).isEqualTo(2);
        assertThat(searches.matches(plows, before, 10)).hasSize(2).extracting(SavedSearches.Match::version).contains(2);
    }

    @Test
    void aReplayTellsTheSameAgainAndNothingTwice() {
        var sand = searches.save(RUTH, "Sand", "sand*");
        take(post("s1", "sandbags at the river"), post("s2", "more sand"));
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        var rows = sql.sql("select saved || ' ' || record || ' ' || version || ' ' || position from search_alert order by 1")
                .query(String.class).list();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(2);
        archive.server().part(Projections.class).reset(SavedMatches.NAME);
        assertThat(archive.server().part(Projections.class).awaitPosition(SavedMatches.NAME,
                archive.server().part(FactReader.class).head(), Duration.ofMinutes(2))).isTrue();
        assertThat(sql.sql("select saved || ' ' || record || ' ' || version || ' ' || position from search_alert order by 1")
                .query(String.class).list()).isEqualTo(rows);
        assertThat(fresh(sand, RUTH)).isEqualTo(2);
    }

    @Test
    void theWatchAndTheSearchAgree() {
        var everything = searches.save(RUTH, "All", "");
        var kept = List.of("river OR road", "-river", "\"the ro*\"", "~closing", "kind:post after:2026-01-01", "by*", "@mayor",
                "#flood*",
                "has:link", "author:\"City Hall\"", "is:edited");
        var ids = kept.stream().map(query -> searches.save(RUTH, query, query)).toList();
        take(post("t1", "the river closes the road @mayor"), post("t2", "the roads are closed #flooding https://a.b/c"),
                post("t3", "bye by bypass"), post("t1", "the river closes the bridge"));
        assertThat(fresh(everything, RUTH)).isEqualTo(3);
        var search = archive.server().part(RecordSearch.class);
        for (int i = 0; i < kept.size(); i++) {
            var query = RecordQuery.parse(kept.get(i), ZoneId.of("America/Denver"));
            var since = searches.found(ids.get(i), RUTH).since();
            var now = search.search(new RecordSearch.Search(query, RecordSearch.Sort.NEWEST, 1_000, null, null, null, false))
                    .hits();
            var before = search.search(new RecordSearch.Search(query, RecordSearch.Sort.NEWEST, 1_000, null, null, since, false))
                    .hits();
            var fresh = now.stream().filter(hit -> !before.contains(hit)).map(RecordSearch.Hit::record).toList();
            assertThat(searches.matches(ids.get(i), since, 1_000).stream().map(SavedSearches.Match::record)).as(kept.get(i))
                    .containsAll(fresh);
        }
    }

    private static String comment(String id, String parent) {
        return post(id, "Said about it").replace("\"post\"", "\"comment\",\"parent\":\"" + parent + "\"");
    }

    @Test
    void whatJoinsAThreadByWhatIsLearnedLaterIsToldAsWell() {
        take(post("th-first", "Zugzwang at the council"));
        var first = archive.server().part(RecordSearch.class).search(new RecordSearch.Search(
                RecordQuery.parse("zugzwang", ZoneId.of("America/Denver")), RecordSearch.Sort.NEWEST, 1, null, null, null, false))
                .hits().getFirst().record();
        var thread = searches.save(RUTH, "The thread", "thread:" + first);
        take(comment("th-last", "th-between"));
        assertThat(fresh(thread, RUTH)).as("nobody knows in which thread it stands").isZero();
        take(comment("th-between", "th-first"));
        assertThat(fresh(thread, RUTH)).as("what is learned of one places what answers it").isEqualTo(2);
        take(comment("th-between", "th-first"), comment("th-beside", "th-last"));
        assertThat(fresh(thread, RUTH)).isEqualTo(3);
    }

    @Test
    void aSearchIsItsOwnersAloneAndSealed() {
        var word = "xylophonists";
        var saved = searches.save(ELLEN, word, word);
        assertThat(searches.of(RUTH)).noneMatch(s -> s.id().equals(saved));
        assertThatThrownBy(() -> searches.look(saved, RUTH)).isInstanceOf(NoSuch.class);
        assertThatThrownBy(() -> searches.delete(saved, RUTH)).isInstanceOf(NoSuch.class);
        assertThatThrownBy(() -> searches.rename(saved, RUTH, "mine")).isInstanceOf(NoSuch.class);
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        assertThat(sql.sql("select string_agg(encode(name, 'escape') || encode(query, 'escape'), ' ') from search_saved")
                .query(String.class).single()).doesNotContain(word);
        searches.rename(saved, ELLEN, "Music");
        assertThat(searches.found(saved, ELLEN).name()).isEqualTo("Music");
        searches.delete(saved, ELLEN);
        assertThat(searches.of(ELLEN)).noneMatch(s -> s.id().equals(saved));
    }

    @Test
    void onlyWhoMayActHereGetsMail() {
        var people = archive.server().part(People.class);
        var director = people.addFirst("Nora Director");
        var greta = new PersonId(UUID.randomUUID());
        var nora = new Actor(director.toString(), Role.IT_DIRECTOR);
        people.add(greta, "Greta Lindholm", Role.CLERK, nora);
        archive.server().part(SealedMail.class).keep(greta, "g.lindholm@city.example");
        var letters = archive.server().part(AlertLetters.class);
        assertThat(letters.address(greta)).contains("g.lindholm@city.example");
        people.grant(greta, Role.AUDITOR, null, nora);
        people.revoke(greta, Role.CLERK, nora);
        assertThat(letters.address(greta)).as("in another role").isPresent();
        people.revoke(greta, Role.AUDITOR, nora);
        assertThat(letters.address(greta)).as("every role ended").isEmpty();
        people.grant(greta, Role.AUDITOR, null, nora);
        assertThat(letters.address(greta)).isPresent();
        people.remove(greta, nora);
        archive.server().part(SealedMail.class).keep(greta, "g.lindholm@city.example");
        assertThat(letters.address(greta)).as("removed").isEmpty();
    }

    @Test
    void aNameIsNeededAndTwoHundredAreTheMost() {
        var someone = new Actor(new UUID(1, 3).toString(), Role.CLERK);
        for (var wrong : List.of("", "  ", "a\nb", "x".repeat(81))) {
            assertThatThrownBy(() -> searches.save(someone, wrong, "a")).isInstanceOf(BadParameter.class);
        }
        for (int i = 0; i < SavedSearches.MOST; i++) {
            searches.save(someone, "n" + i, "nothing" + i);
        }
        assertThatThrownBy(() -> searches.save(someone, "one more", "a")).isInstanceOf(BadParameter.class)
                .hasMessageContaining("delete one");
        searches.of(someone).forEach(saved -> searches.delete(saved.id(), someone));
    }
}

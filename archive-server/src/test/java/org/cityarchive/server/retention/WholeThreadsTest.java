package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.hold.HoldScopes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.cityarchive.server.hold.HoldWords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A hold over whole threads binds all that stands in one with a match, whichever of them came first: by the law, and in the marks. */
class WholeThreadsTest {
    private static JudgedTown town;

    @BeforeAll
    static void settle() throws IOException {
        town = new JudgedTown().marking();
        town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION));
        town.rule("routine", RetentionFacts.ROUTINE);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static List<String> standing(RecordId record) {
        var prepared = town.preparing.prepare(List.of(record), TODAY);
        return prepared.obstacles(prepared.candidates().getFirst(), TODAY, CITY).stream().filter(o -> o.standsOn(TODAY))
                .map(Obstacle::name).toList();
    }

    private static Set<RecordId> marked(HoldId hold) {
        town.settleDown();
        return new TreeSet<>(JdbcClient.create(town.store.database.connections())
                .sql("select record from hold_mark where hold = ?").param(hold.value())
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list());
    }

    private static RecordId old(String id, String parent, String text) {
        return town.see(Kind.COMMENT, id, parent, "routine " + text, "2026-01-01");
    }

    @Test
    void itBindsWhatIsThereWhatJoinsAndTheThreadOfALaterMatch() {
        var first = town.see(Kind.POST, "w-first", null, "routine", "2026-01-01");
        var match = old("w-match", "w-first", "about obsidian");
        var beside = old("w-beside", "w-first", "thanks");
        var hold = town.holdWholeThreads("obsidian");
        assertThat(standing(beside)).containsExactly("held");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, beside);

        var joined = old("w-joined", "w-beside", "you are welcome");
        assertThat(standing(joined)).as("it joins the thread of a match").containsExactly("held");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, beside, joined);

        var earlier = old("w-earlier", "w-never-captured", "an older word");
        var sibling = old("w-sibling", "w-never-captured", "another");
        assertThat(standing(sibling)).isEmpty();
        var late = old("w-late", "w-earlier", "obsidian again");
        assertThat(standing(sibling)).as("a later match finds it there").containsExactly("held");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, beside, joined, earlier, sibling, late);

        var edited = town.see(Kind.POST, "w-edited", null, "routine", "2026-01-01");
        var below = old("w-below", "w-edited", "an answer");
        assertThat(standing(below)).isEmpty();
        town.see(Kind.POST, "w-edited", null, "routine obsidian", "2026-01-02");
        assertThat(standing(below)).as("another wording matches").containsExactly("held");
        assertThat(marked(hold)).contains(edited, below);
        town.release(hold, TODAY.minusDays(31));
    }

    @Test
    void whatJoinsAThreadIsMarkedAloneHoweverLongThatIs() { // ten thousand comments are not looked at again for each new one
        for (var first : List.of("j-first", "j-never-captured")) {
            var thread = new ArrayList<RecordId>();
            if (first.equals("j-first")) {
                thread.add(town.see(Kind.POST, first, null, "routine", "2026-01-01"));
            }
            for (int i = 0; i < 12; i++) {
                thread.add(old(first + i, first, i == 3 ? "about " + first.replace("-", "") : "thanks"));
            }
            var hold = town.holdWholeThreads(first.replace("-", ""));
            assertThat(marked(hold)).containsExactlyInAnyOrderElementsOf(thread);
            thread.add(old(first + "-joins", first, "me too"));
            thread.add(old(first + "-answers", first + "-joins", first.replace("-", "") + " for all"));
            assertThat(town.store.projections.awaitPosition(Marks.NAME, town.store.facts.head(), Duration.ofMinutes(2))).isTrue();
            assertThat(town.rows.waiting()).as("to be computed anew").isLessThanOrEqualTo(3);
            assertThat(marked(hold)).containsExactlyInAnyOrderElementsOf(thread);
            thread.forEach(one -> assertThat(standing(one)).contains("held"));
            town.release(hold, TODAY.minusDays(31));
        }
    }

    @Test
    void whatBroughtAThreadAndAnswersNoMoreTakesItsMarkFromTheWholeThread() {
        var first = town.see(Kind.POST, "e-first", null, "routine", "2026-01-01");
        var match = old("e-match", "e-first", "about dolomite");
        var beside = old("e-beside", "e-first", "thanks");
        var hold = town.holdWholeThreads("dolomite is:latest");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, beside);
        town.see(Kind.COMMENT, "e-match", "e-first", "routine, thought over", "2026-01-02");
        assertThat(standing(beside)).as("by the law").doesNotContain("held");
        assertThat(marked(hold)).isEmpty();
        town.see(Kind.COMMENT, "e-beside", "e-first", "routine, dolomite after all", "2026-01-03");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, beside);
        town.release(hold, TODAY.minusDays(31));
    }

    @Test
    void whatAScopeNamesAloneDoesNotMarkWhatAnswersIt() throws IOException {
        var first = town.see(Kind.POST, "n-first", null, "routine", "2026-01-01");
        var hold = new HoldId(UUID.randomUUID());
        town.send(new PlaceHold(hold, town.words(),
                town.holds.keep(new HoldScopes.Written("rhodonite", CITY, Set.of(first), Set.of(), true)),
                JudgedTown.ATTORNEY));
        assertThat(marked(hold)).containsExactly(first);
        var joined = old("n-joined", "n-first", "no word of it");
        var alone = standing(joined);
        assertThat(marked(hold).contains(joined)).isEqualTo(alone.contains("held"));
        town.release(hold, TODAY.minusDays(31));
    }

    @Test
    void aHoldOfBeforeThatNamedWhereItsThreadsBeganBindsThemWhole() throws IOException {
        var first = town.see(Kind.POST, "b-first", null, "routine", "2026-01-01");
        var match = old("b-match", "b-first", "about malachite");
        var said = new HoldWords(town.store.database.connections(), town.sealed).keep(Map.of("query", "malachite", "zone",
                CITY.getId(), "records", List.of(), "threads", List.of(first.toString())));
        var hold = new HoldId(UUID.randomUUID());
        town.send(new PlaceHold(hold, town.words(), said, JudgedTown.ATTORNEY));
        var begins = old("b-begins", "b-elsewhere", "what malachite is");
        var beside = old("b-beside", "b-elsewhere", "no word of it");
        assertThat(standing(beside)).as("a thread that matched later").containsExactly("held");
        assertThat(marked(hold)).containsExactlyInAnyOrder(first, match, begins, beside);

        JdbcClient.create(town.store.database.connections()).sql("delete from hold_mark where record = ?").param(beside.value())
                .update();
        JdbcClient.create(town.store.database.connections()).sql("insert into hold_scope (hold, number, scope, set_by, set_at)"
                + " values (?, 1, ?, ?, now())").params(hold.value(), said, JudgedTown.ATTORNEY.person().value()).update();
        try (var migration = HoldScopes.class
                .getResourceAsStream("/db/migration/hold/V20261121_360__whole_threads_of_before.sql")) {
            JdbcClient.create(town.store.database.connections())
                    .sql(new String(Objects.requireNonNull(migration).readAllBytes(), StandardCharsets.UTF_8)).update();
        }
        town.see(Kind.POST, "b-after", null, "anything", "2026-01-01");
        assertThat(marked(hold)).as("marked by the next fact after the upgrade").contains(beside);
    }

    @Test
    void aMessageStandsInTheThreadOfWhatItAnswers() { // LAW C.2, example 13
        var asked = town.see(Kind.MESSAGE, "m-asked", null, "routine question", "2026-01-01");
        var answer = town.see(Kind.MESSAGE, "m-answer", "m-asked", "open until it closes", "2026-01-01");
        assertThat(standing(asked)).as("a parent waits for its replies").containsExactly("reply-kept");
        var thread = town.hold(null, Set.of(), Set.of(asked));
        assertThat(standing(answer)).contains("held");
        assertThat(marked(thread)).containsExactlyInAnyOrder(asked, answer);
        assertThat(town.names.thread(asked)).containsExactlyInAnyOrder(asked, answer);
        town.release(thread, TODAY.minusDays(31));
    }

    @Test
    void aParentThatIsLearnedLaterBringsItsThread() {
        var first = town.see(Kind.POST, "l-first", null, "routine feldspar", "2026-01-01");
        var comment = town.see(Kind.COMMENT, "l-comment", null, "routine, seen without what it answers", "2026-01-01");
        var below = old("l-below", "l-comment", "an answer to that");
        var thread = town.hold("thread:" + first, Set.of(), Set.of());
        assertThat(standing(below)).isEmpty();
        town.see(Kind.COMMENT, "l-comment", "l-first", "routine, seen without what it answers", "2026-01-02");
        assertThat(standing(comment)).containsExactly("held", "reply-kept");
        assertThat(standing(below)).containsExactly("held");
        assertThat(marked(thread)).containsExactlyInAnyOrder(first, comment, below);
        town.release(thread, TODAY.minusDays(31));
    }

    @Test
    void aScopeThatCanBeReadAtLastIsWatchedAndMarksWhatIsStored() {
        var before = town.see(Kind.POST, "u-before", null, "routine selenite", "2026-01-01");
        var hold = new HoldId(UUID.randomUUID());
        var written = town.holds.keep(new HoldScopes.Written("selenite", CITY, Set.of(), Set.of()));
        var sql = JdbcClient.create(town.store.database.connections());
        var sealed = sql.sql("select sealed from hold_words where words = ?").param(written).query(byte[].class).single();
        unseal(written, new byte[]{1, 2, 3});
        town.send(new PlaceHold(hold, town.words(), written, JudgedTown.ATTORNEY));
        assertThat(marked(hold)).as("no mark, and the law keeps everything").isEmpty();
        assertThat(standing(before)).containsExactly("held");
        unseal(written, sealed);
        var after = town.see(Kind.POST, "u-after", null, "routine selenite", "2026-01-01");
        town.see(Kind.POST, "u-other", null, "routine", "2026-01-01");
        assertThat(marked(hold)).containsExactlyInAnyOrder(before, after);
        town.release(hold, TODAY.minusDays(31));
    }

    private static void unseal(UUID words, byte[] sealed) {
        try (var owner = town.store.database.superuser();
                var change = owner.prepareStatement("update hold_words set sealed = ? where words = ?")) {
            change.setBytes(1, sealed);
            change.setObject(2, words);
            assertThat(change.executeUpdate()).isOne();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}

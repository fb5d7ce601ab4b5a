package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** What this server wrote last is remembered rightly, or not at all. */
class RecentFactsTest {
    private static final TagKey A = TagKey.of("record", "a");
    private static final TagKey B = TagKey.of("record", "b");
    private static final byte[] NONE = {};

    private final RecentFacts recent = new RecentFacts();

    private static NewEvent fact(String type, TagKey... tags) {
        return new NewEvent(new UUID(0, 0), type, "1", null, NONE, NONE, NONE, NONE, List.of(tags));
    }

    private static List<Criterion> tagged(TagKey tag) {
        return List.of(new Criterion(Set.of(tag), Set.of()));
    }

    private static List<Criterion> typed(String... types) {
        return List.of(new Criterion(Set.of(), Set.of(types)));
    }

    @Test
    void nothingIsKnownBeforeAHeadWasSeen() {
        assertThat(recent.since(0, tagged(A))).isNull();
        recent.committed(0, List.of(fact("t", A)));
        assertThat(recent.since(0, tagged(A))).isNull();
    }

    @Test
    void theNewestOfATagAndOfATypeIsTold() {
        recent.headIs(10);
        recent.committed(10, List.of(fact("t", A), fact("u", B), fact("t", B)));
        assertThat(recent.since(10, tagged(A))).isEqualTo(new RecentFacts.Newest(13, Map.of(A, 11L), Map.of()));
        assertThat(recent.since(11, tagged(A))).isEqualTo(new RecentFacts.Newest(13, Map.of(), Map.of()));
        assertThat(recent.since(11, tagged(B))).isEqualTo(new RecentFacts.Newest(13, Map.of(B, 13L), Map.of()));
        assertThat(recent.since(10, typed("t", "u"))).isEqualTo(new RecentFacts.Newest(13, Map.of(), Map.of("t", 13L, "u", 12L)));
    }

    @Test
    void nothingIsSaidBeforeTheWindowNorBehindIt() {
        recent.headIs(10);
        recent.committed(10, List.of(fact("t", A)));
        assertThat(recent.since(9, tagged(B))).isNull();
        assertThat(recent.since(12, tagged(B))).isNull();
    }

    @Test
    void whatAnotherServerWroteEndsTheWindow() {
        recent.headIs(10);
        recent.committed(10, List.of(fact("t", A)));
        recent.headIs(15); // four facts that were not written here: one may have any tag
        assertThat(recent.since(11, tagged(B))).isNull();
        assertThat(recent.since(15, tagged(B))).isEqualTo(new RecentFacts.Newest(15, Map.of(), Map.of()));
        recent.committed(11, List.of(fact("t", B))); // behind a head that was never locked here
        assertThat(recent.since(15, tagged(B))).isEqualTo(new RecentFacts.Newest(15, Map.of(), Map.of()));
    }

    @Test
    void whatAsksForMoreThanATagOrATypeIsLeftToTheDatabase() {
        recent.headIs(10);
        assertThat(recent.since(10, List.of(new Criterion(Set.of(A), Set.of("t"))))).isNull();
        assertThat(recent.since(10, List.of(new Criterion(Set.of(A, B), Set.of())))).isNull();
        assertThat(recent.since(10, List.of(new Criterion(Set.of(), Set.of())))).isNull();
    }

    /** Against a plain list of all that was written: an answer is the list's, whenever there is one. */
    @Test
    void everyAnswerIsThatOfTheWholeList() {
        var random = new Random(20261121);
        var written = new ArrayList<NewEvent>();
        int answers = 0;
        recent.headIs(0);
        for (int turn = 0; turn < 400; turn++) {
            var facts = new ArrayList<NewEvent>();
            for (int i = random.nextInt(200); i >= 0; i--) {
                facts.add(fact("t" + random.nextInt(3), TagKey.of("record", "r" + random.nextInt(5_000))));
            }
            recent.headIs(written.size());
            recent.committed(written.size(), facts);
            written.addAll(facts);
            long since = random.nextInt(written.size());
            var tag = TagKey.of("record", "r" + random.nextInt(5_000));
            var newest = recent.since(since, tagged(tag));
            if (newest != null) {
                answers++;
                assertThat(newest).isEqualTo(new RecentFacts.Newest(written.size(), newest(written, since, tag), Map.of()));
            }
            assertThat(newest != null || written.size() - since > 10_000).as("10,000 facts are remembered at least").isTrue();
        }
        assertThat(answers).isBetween(100, 399);
    }

    private static Map<TagKey, Long> newest(List<NewEvent> written, long since, TagKey tag) {
        var newest = new HashMap<TagKey, Long>();
        for (int i = (int) since; i < written.size(); i++) {
            if (written.get(i).tags().contains(tag)) {
                newest.put(tag, i + 1L);
            }
        }
        return newest;
    }
}

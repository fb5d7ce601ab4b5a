package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Lives;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.law.Archive;
import org.cityarchive.server.vault.ContentSealing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** On a real store: whoever brings the observations, in whatever order and split, the archive is the same. */
class DirectChannelTest {
    private static CaptureStore store;

    @BeforeAll
    static void open() throws IOException {
        store = new CaptureStore();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private static Observation named(Observation o, String id) {
        return new Observation(new NativeKey(o.key().platform(), o.key().account(), id), o.kind(), o.seen(), o.createdAt(),
                o.versionTime(),
                o.observedAt(), o.source(), o.raw(), o.attached());
    }

    private static List<Observation> life(int seed, String id) {
        return Lives.of(new Random(seed)).stream().map(o -> named(o, id)).toList();
    }

    @Test
    void aRepeatedImportWritesNothing() {
        var lives = new ArrayList<Observation>();
        for (int seed = 0; seed < 40; seed++) {
            lives.addAll(life(seed, "repeat-" + seed));
        }
        store.offer(lives);
        long head = store.facts.head();
        long rows = store.database.number("select count(*) from capture_sighting");
        store.offer(lives);
        assertThat(store.facts.head()).isEqualTo(head);
        assertThat(store.database.number("select count(*) from capture_sighting")).isEqualTo(rows);
    }

    @Test
    void manyWritersAtOnceEndInTheSameArchiveAsOne() throws Exception {
        int lives = 60;
        var all = new ArrayList<Observation>();
        for (int seed = 0; seed < lives; seed++) {
            store.offer(life(seed, "one-" + seed));
            all.addAll(life(seed, "many-" + seed));
        }
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = new ArrayList<Callable<Void>>();
            for (int writer = 0; writer < 4; writer++) {
                var order = new ArrayList<>(all); // every writer brings everything, in an order of its own
                Collections.shuffle(order, new Random(writer));
                work.add(() -> {
                    for (int from = 0; from < order.size(); from += 25) {
                        store.offer(order.subList(from, Math.min(order.size(), from + 25)));
                    }
                    return null;
                });
            }
            for (var done : writers.invokeAll(work)) {
                done.get();
            }
        }
        for (int seed = 0; seed < lives; seed++) {
            assertThat(store.told(store.record("many-" + seed))).as("seed %s", seed)
                    .isEqualTo(store.told(store.record("one-" + seed)));
        }
        assertThat(store.database.number("select count(*) from vault_record_key"))
                .isEqualTo(store.database.number(
                        "select count(distinct tag) from event_tag join event using (position) where type like 'capture.%'"));
    }

    @Test
    void aSightingThatCameWhileAnotherWasDecidedIsNotPassedOver() {
        store.offer(List.of(said(1, "A"), said(5, "B")));
        var others = new ArrayList<>(List.of(said(4, "A"))); // kept beside the facts: only its row tells of it
        Archive interrupted = (command, by) -> {
            if (!others.isEmpty()) {
                store.offer(List.of(others.removeFirst()));
            }
            return store.archive.send(command, by);
        };
        new DirectChannel(interrupted, store.facts, store.sightings, store.identity, store.vault, new ContentSealing(),
                store.staging)
                .offer(List.of(new Offer(Lives.ACCOUNT, said(2, "B"))), CaptureStore.BY, List.of());
        assertThat(store.history(store.record("raced")).wordings().stream().map(w -> String.valueOf(w.content().text())))
                .containsExactly("A", "B", "A", "B");
    }

    private static Observation said(int second, String text) {
        var content = new Content(text, null, null, null, null, null, new TreeMap<>(), null);
        return named(Lives.observation(second, new Seen.Present(content), -1, "poll"), "raced");
    }

    @Test
    void noPartIsWithoutItsFactNorAFactWithoutItsPart() {
        store.offer(life(3, "parts"));
        long parts = store.database.number("select count(*) from vault_part where part = 'content'");
        var history = store.history(store.record("parts"));
        assertThat(parts).isPositive();
        assertThat(history.states()).isNotEmpty();
    }
}

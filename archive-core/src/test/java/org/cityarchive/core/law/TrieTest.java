package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;

class TrieTest {

    /** Keys of few hashes, so that many meet in one place. */
    private record Key(int number) {
        @Override
        public int hashCode() {
            return (number % 7) << 28 | number % 3;
        }
    }

    @Test
    void itIsTheMapThatAnyMapWouldBe() {
        var random = new Random(20_261_122);
        var expected = new HashMap<Key, Integer>();
        Trie<Key, Integer> trie = Trie.none();
        for (int step = 0; step < 4_000; step++) {
            var key = new Key(random.nextInt(200));
            if (random.nextInt(3) == 0) {
                expected.remove(key);
                trie = trie.without(key);
            } else {
                expected.put(key, step);
                trie = trie.with(key, step);
            }
            assertThat(trie.get(key)).isEqualTo(expected.get(key));
            assertThat(trie.size()).isEqualTo(expected.size());
        }
        assertThat(trie).isEqualTo(expected);
        assertThat(Trie.of(expected)).isEqualTo(expected);
    }

    @Test
    void whatWasBeforeStays() {
        var states = new ArrayList<>(List.of(Trie.<String, Integer>none()));
        for (int i = 0; i < 300; i++) {
            states.add(states.getLast().with("key " + i, i));
        }
        var without = states.getLast().without("key 7");
        for (int i = 0; i <= 300; i++) {
            assertThat(states.get(i)).hasSize(i);
            assertThat(states.get(i).containsKey("key " + i)).isFalse();
        }
        assertThat(without).hasSize(299).doesNotContainKey("key 7");
    }

    @Test
    void aSetIsOneToo() {
        var one = TrieSet.of(Set.of("a", "b"));
        assertThat(one.with("c")).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(one.with("a")).isSameAs(one);
        assertThat(one.without("a")).containsExactly("b");
        assertThat(TrieSet.of(one)).isSameAs(one);
        assertThat(Trie.of(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
    }
}

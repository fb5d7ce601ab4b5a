package org.cityarchive.core.law;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A map that never changes: with one entry more it is another map, which shares all but a few small arrays with the one before. What a law
 * has seen of a hundred thousand records is folded fact by fact, and each state on the way stays what it was.
 */
public final class Trie<K, V> extends AbstractMap<K, V> {
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final Trie<?, ?> NONE = new Trie<>(new Branch<>(0, List.of()), 0);

    private final Node<K, V> root;
    private final int size;

    private Trie(Node<K, V> root, int size) {
        this.root = root;
        this.size = size;
    }

    private sealed interface Node<K, V> {}

    /** Entries whose keys have one hash: nearly always one. */
    private record Leaf<K, V>(int hash, List<Map.Entry<K, V>> entries) implements Node<K, V> {}

    /** @param used a bit for each of 32 places that has a node below, in the order of the places */
    private record Branch<K, V>(int used, List<Node<K, V>> below) implements Node<K, V> {}

    /** Without an entry. */
    @SuppressWarnings("unchecked") // nothing in it has a type
    public static <K, V> Trie<K, V> none() {
        return (Trie<K, V>) NONE;
    }

    /** What a map holds; a map of this kind is the answer itself. */
    public static <K, V> Trie<K, V> of(Map<K, V> map) {
        if (map instanceof Trie<K, V> one) {
            return one;
        }
        Trie<K, V> all = none();
        for (var entry : map.entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    /** With the value for the key, in the place of any other. */
    public Trie<K, V> with(K key, V value) {
        int hash = hash(key);
        return new Trie<>(with(root, 0, new Leaf<>(hash, List.of(Map.entry(key, value)))), size + (containsKey(key) ? 0 : 1));
    }

    /** Without the key. */
    public Trie<K, V> without(K key) {
        return containsKey(key) ? new Trie<>(without(root, 0, hash(key), key), size - 1) : this;
    }

    private static <K, V> Node<K, V> with(Node<K, V> node, int shift, Leaf<K, V> added) {
        return switch (node) {
            case Leaf<K, V> leaf when leaf.hash == added.hash -> {
                var entries = new ArrayList<>(leaf.entries);
                entries.removeIf(entry -> entry.getKey().equals(added.entries.getFirst().getKey()));
                entries.addAll(added.entries);
                yield new Leaf<>(leaf.hash, List.copyOf(entries));
            }
            case Leaf<K, V> leaf -> with(with(new Branch<>(0, List.of()), shift, leaf), shift, added);
            case Branch<K, V> branch -> {
                int bit = bit(added.hash, shift);
                int place = place(branch, bit);
                var below = new ArrayList<>(branch.below);
                if ((branch.used & bit) == 0) {
                    below.add(place, added);
                } else {
                    below.set(place, with(below.get(place), shift + BITS, added));
                }
                yield new Branch<>(branch.used | bit, List.copyOf(below));
            }
        };
    }

    /** The key is there; a branch that is left empty stays, and costs nothing. */
    private static <K, V> Node<K, V> without(Node<K, V> node, int shift, int hash, K key) {
        return switch (node) {
            case Leaf<K, V> leaf ->
                new Leaf<>(hash, leaf.entries.stream().filter(entry -> !entry.getKey().equals(key)).toList());
            case Branch<K, V> branch -> {
                int place = place(branch, bit(hash, shift));
                var below = new ArrayList<>(branch.below);
                below.set(place, without(below.get(place), shift + BITS, hash, key));
                yield new Branch<>(branch.used, List.copyOf(below));
            }
        };
    }

    private static int hash(Object key) {
        int hash = key.hashCode();
        return hash ^ (hash >>> 16);
    }

    private static int bit(int hash, int shift) {
        return 1 << ((hash >>> shift) & MASK);
    }

    private static int place(Branch<?, ?> branch, int bit) {
        return Integer.bitCount(branch.used & (bit - 1));
    }

    private Map.@Nullable Entry<K, V> entry(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        int hash = hash(key);
        Node<K, V> node = root;
        for (int shift = 0; node instanceof Branch<K, V> branch; shift += BITS) {
            int bit = bit(hash, shift);
            if ((branch.used & bit) == 0) {
                return null;
            }
            node = branch.below.get(place(branch, bit));
        }
        for (var entry : ((Leaf<K, V>) node).entries) {
            if (entry.getKey().equals(key)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        var entry = entry(key);
        return entry == null ? null : entry.getValue();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entry(key) != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                var all = new ArrayList<Map.Entry<K, V>>(size);
                gather(root, all);
                return List.copyOf(all).iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private static <K, V> void gather(Node<K, V> node, List<Map.Entry<K, V>> into) {
        switch (node) {
            case Leaf<K, V> leaf -> into.addAll(leaf.entries);
            case Branch<K, V> branch -> branch.below.forEach(below -> gather(below, into));
        }
    }
}

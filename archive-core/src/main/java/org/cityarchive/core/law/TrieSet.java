package org.cityarchive.core.law;

import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** A set that never changes, and of which one with one more shares nearly all; see {@link Trie}. */
public final class TrieSet<E> extends AbstractSet<E> {
    private final Trie<E, Boolean> elements;

    private TrieSet(Trie<E, Boolean> elements) {
        this.elements = elements;
    }

    /** What a set holds; a set of this kind is the answer itself. */
    public static <E> TrieSet<E> of(Set<E> set) {
        if (set instanceof TrieSet<E> one) {
            return one;
        }
        var all = new TrieSet<E>(Trie.none());
        for (var element : set) {
            all = all.with(element);
        }
        return all;
    }

    /** With one more. */
    public TrieSet<E> with(E element) {
        return contains(element) ? this : new TrieSet<>(elements.with(element, true));
    }

    /** Without one. */
    public TrieSet<E> without(E element) {
        return contains(element) ? new TrieSet<>(elements.without(element)) : this;
    }

    @Override
    public boolean contains(@Nullable Object element) {
        return elements.containsKey(element);
    }

    @Override
    public Iterator<E> iterator() {
        return elements.keySet().iterator();
    }

    @Override
    public int size() {
        return elements.size();
    }
}

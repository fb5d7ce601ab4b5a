package org.cityarchive.search.query;

import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The texts that an object of ours remembers, itself or by way of other objects of ours and of collections. */
final class Reachable {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();
    private final Set<String> texts = new TreeSet<>();

    private Reachable() {}

    static Set<String> texts(Object from) throws IllegalAccessException {
        var walk = new Reachable();
        walk.waiting.add(from);
        while (!walk.waiting.isEmpty()) {
            var next = walk.waiting.remove();
            if (walk.seen.add(next)) {
                walk.look(next);
            }
        }
        return walk.texts;
    }

    private void look(Object at) throws IllegalAccessException {
        switch (at) {
            case String text -> texts.add(text);
            case Map<?, ?> map -> {
                waiting.addAll(map.keySet());
                waiting.addAll(map.values());
            }
            case Collection<?> all -> waiting.addAll(all);
            case Object[] array -> Arrays.stream(array).filter(one -> one != null).forEach(waiting::add);
            default -> {
                if (at.getClass().getName().startsWith("org.cityarchive.")) {
                    fields(at);
                }
            }
        }
    }

    private void fields(Object at) throws IllegalAccessException {
        for (Class<?> type = at.getClass(); type != null; type = type.getSuperclass()) {
            for (var field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive() && field.trySetAccessible()) {
                    var value = field.get(at);
                    if (value != null) {
                        waiting.add(value);
                    }
                }
            }
        }
    }
}

package org.cityarchive.core.law;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.LongFunction;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** How one Java type stands in canonical JSON. */
interface Shape {
    /** The value for {@link CanonicalJson#write}. */
    Object write(Object value);

    /** Spells the value as {@link CanonicalJson#write} spells what {@link #write} gives, without making that first. */
    default void spell(Object value, JsonWriter json) {
        json.value(write(value));
    }

    /** @throws IllegalArgumentException the stored value is not of this shape; the message holds none of it */
    Object read(Object stored);

    /**
     * The value that stands here, made straight from its bytes: what {@link #read} makes of the same.
     *
     * @return null where it is spelled in another way, or of another shape
     */
    @Nullable
    Object take(CanonicalText text);

    static Shape of(AnnotatedType type) {
        Type java = type.getType();
        if (java instanceof ParameterizedType generic && type instanceof AnnotatedParameterizedType arguments) {
            AnnotatedType[] of = arguments.getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new Listed(of(of[0]));
            }
            if (generic.getRawType() == SortedMap.class && of[0].getType() == String.class) {
                return new Members(of(of[1]));
            }
        }
        if (java instanceof Class<?> c) {
            return of(c);
        }
        throw new IllegalArgumentException("a fact cannot hold a " + java.getTypeName());
    }

    private static Shape of(Class<?> type) {
        if (type == String.class) {
            return new Scalar<>(String.class, s -> s, s -> s);
        } else if (type == UUID.class) {
            return new Scalar<>(UUID.class, UUID::toString, Spelled::uuid);
        } else if (type == Instant.class) {
            return new Scalar<>(Instant.class, Spelled::of, Spelled::instant);
        } else if (type == LocalDate.class) {
            return new Scalar<>(LocalDate.class, LocalDate::toString, LocalDate::parse);
        } else if (type == byte[].class) {
            return new Scalar<>(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode);
        } else if (type == long.class || type == Long.class) {
            return new Whole(n -> n);
        } else if (type == int.class || type == Integer.class) {
            return new Whole(Math::toIntExact);
        } else if (type == boolean.class || type == Boolean.class) {
            return new Truth();
        } else if (type.isEnum()) {
            return words(type);
        } else if (type.isRecord()) {
            return Members.wrapsOne(type) ? new Wrapped(new RecordShape(type)) : new RecordShape(type);
        }
        throw new IllegalArgumentException("a fact cannot hold a " + type.getName());
    }

    /** Enum constants as lower-case words joined by "-". */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Shape words(Class<?> type) {
        Map<String, Object> byWord = new HashMap<>();
        Map<Object, String> words = new HashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(constant, word((Enum<?>) constant));
            byWord.put(word((Enum<?>) constant), constant);
        }
        return new Scalar<>(Object.class, c -> requireNonNull(words.get(c)), w -> {
            Object constant = byWord.get(w);
            if (constant == null) {
                throw new IllegalArgumentException("an unknown word for " + type.getSimpleName());
            }
            return constant;
        });
    }

    /** Something written as one string. */
    record Scalar<T>(Class<T> type, Function<T, String> to, Function<String, T> from)
            implements
                Shape {
        @Override
        public Object write(Object value) {
            return to.apply(type.cast(value));
        }

        @Override
        public Object read(Object stored) {
            if (stored instanceof String text) {
                return (Object) from.apply(text);
            }
            throw new IllegalArgumentException("a string is expected");
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            var spelled = text.string();
            return spelled == null ? null : (Object) from.apply(spelled);
        }
    }

    /** A whole number. */
    record Whole(LongFunction<Object> from) implements Shape {
        @Override
        public Object write(Object value) {
            return ((Number) value).longValue();
        }

        @Override
        public Object read(Object stored) {
            if (stored instanceof Long number) {
                return from.apply(number);
            }
            throw new IllegalArgumentException("a whole number is expected");
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            var number = text.whole();
            return number == null ? null : from.apply(number);
        }
    }

    /** True or false. */
    record Truth() implements Shape {
        @Override
        public Object write(Object value) {
            return value;
        }

        @Override
        public Object read(Object stored) {
            if (stored instanceof Boolean) {
                return stored;
            }
            throw new IllegalArgumentException("true or false is expected");
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            return text.truth();
        }
    }

    /** A list. */
    record Listed(Shape item) implements Shape {
        @Override
        public Object write(Object value) {
            List<?> from = (List<?>) value;
            var items = new ArrayList<Object>(from.size());
            for (Object one : from) {
                items.add(item.write(one));
            }
            return items;
        }

        @Override
        public void spell(Object value, JsonWriter json) {
            json.list((List<?>) value, one -> item.spell(one, json));
        }

        @Override
        public Object read(Object stored) {
            if (!(stored instanceof List<?> from)) {
                throw new IllegalArgumentException("a list is expected");
            }
            var items = new ArrayList<Object>(from.size());
            for (Object one : from) {
                items.add(item.read(one));
            }
            return Collections.unmodifiableList(items);
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            if (!text.take('[')) {
                return null;
            }
            var items = new ArrayList<Object>();
            while (!text.take(']')) {
                var one = items.isEmpty() || text.take(',') ? item.take(text) : null;
                if (one == null) {
                    return null;
                }
                items.add(one);
            }
            return Collections.unmodifiableList(items);
        }
    }

    /** A map with names of its own. */
    record Members(Shape member) implements Shape {
        @Override
        public Object write(Object value) {
            var members = new TreeMap<String, Object>();
            ((Map<?, ?>) value).forEach((name, one) -> members.put((String) name, member.write(one)));
            return members;
        }

        @Override
        public Object read(Object stored) {
            if (!(stored instanceof Map<?, ?> from)) {
                throw new IllegalArgumentException("an object is expected");
            }
            var members = new TreeMap<String, Object>();
            from.forEach((name, one) -> members.put((String) name, member.read(one)));
            return Collections.unmodifiableSortedMap(members);
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            if (!text.take('{')) {
                return null;
            }
            var members = new TreeMap<String, Object>();
            while (!text.take('}')) {
                var name = members.isEmpty() || text.take(',') ? text.string() : null;
                var one = name != null && text.take(':') ? member.take(text) : null;
                if (one == null || (!members.isEmpty() && members.lastKey().compareTo(name) >= 0)) {
                    return null;
                }
                members.put(name, one);
            }
            return Collections.unmodifiableSortedMap(members);
        }

        static boolean wrapsOne(Class<?> type) {
            var components = type.getRecordComponents();
            return components.length == 1 && (components[0].getType() == UUID.class || components[0].getType() == String.class
                    || components[0].getType() == byte[].class);
        }
    }

    /** An id or other value that wraps one thing: written as that thing. */
    record Wrapped(RecordShape wrapper) implements Shape {
        @Override
        public Object write(Object value) {
            return wrapper.only().write(wrapper.component(value));
        }

        @Override
        public void spell(Object value, JsonWriter json) {
            wrapper.only().spell(wrapper.component(value), json);
        }

        @Override
        public Object read(Object stored) {
            return wrapper.make(new @Nullable Object[]{wrapper.only().read(stored)});
        }

        @Override
        public @Nullable Object take(CanonicalText text) {
            var one = wrapper.only().take(text);
            return one == null ? null : wrapper.make(new @Nullable Object[]{one});
        }
    }
}

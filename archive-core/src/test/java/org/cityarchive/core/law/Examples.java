package org.cityarchive.core.law;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.jspecify.annotations.Nullable;

/** One example of a record, made from its components: what golden files are first written with, and what tables of refusals show. */
final class Examples {
    private static final int WORDS = 4;

    private Examples() {}

    /** @param whole whether what may lack is there */
    static <T> T of(Class<T> type, boolean whole) {
        return type.cast(made(type, whole));
    }

    private static Object made(Class<?> type, boolean whole) {
        RuntimeException refused = new IllegalStateException(type.getName());
        for (int word = 0; word < WORDS; word++) {
            try {
                RecordComponent[] components = type.getRecordComponents();
                var values = new @Nullable Object[components.length];
                for (int i = 0; i < values.length; i++) {
                    boolean lacks = !whole && components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
                    values[i] = lacks ? null : value(components[i].getAnnotatedType(), whole, word);
                }
                var constructor = type.getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
                constructor.setAccessible(true);
                return constructor.newInstance(values);
            } catch (InvocationTargetException e) {
                refused = new IllegalStateException(type.getName() + " refuses every example", e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        throw refused;
    }

    /** @param word which of several spellings; a record's own checks may want another */
    private static Object value(AnnotatedType type, boolean whole, int word) {
        if (type.getType() instanceof ParameterizedType generic && type instanceof AnnotatedParameterizedType arguments) {
            AnnotatedType[] of = arguments.getAnnotatedActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return List.of(value(of[0], whole, word));
            }
            var members = new TreeMap<String, Object>();
            members.put("a", value(of[1], whole, word));
            members.put("é", value(of[1], whole, word));
            return members;
        }
        Class<?> c = (Class<?>) type.getType();
        if (c == String.class) {
            return List.of("word", "AAECAwQFBgc=", "ab", "S1-CORR").get(word);
        } else if (c == UUID.class) {
            return UUID.fromString("0190a3c4-5b6d-4e7f-8a91-b2c3d4e5f607");
        } else if (c == Instant.class) {
            return Instant.parse("2026-11-21T14:05:06.789Z");
        } else if (c == LocalDate.class) {
            return LocalDate.parse("2026-11-21");
        } else if (c == byte[].class) {
            return bytes(List.of(32, 8, 16, 32).get(word));
        } else if (c == long.class || c == Long.class) {
            return 1L << 40;
        } else if (c == int.class || c == Integer.class) {
            return 7;
        } else if (c == boolean.class || c == Boolean.class) {
            return true;
        }
        if (c == Obstacle.class) {
            return new RetentionObstacle.Unclassified();
        }
        return c.isEnum() ? c.getEnumConstants()[0] : made(c, whole);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7 + 250);
        }
        return bytes;
    }
}

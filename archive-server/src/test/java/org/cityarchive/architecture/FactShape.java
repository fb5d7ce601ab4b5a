package org.cityarchive.architecture;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.law.Fact;

/** What a fact is made of, and whether any part of it could hold what somebody wrote (ARCHITECTURE.md §2, STYLE.md A). */
final class FactShape {
    /** Values that say when, how many, which: never what. */
    private static final Set<Class<?>> PLAIN = Set.of(boolean.class, int.class, long.class, Boolean.class, Integer.class,
            Long.class,
            Instant.class, LocalDate.class, Duration.class, ZoneId.class, UUID.class);

    /** Salted or keyed bytes: their names say that nothing can be read back from them. */
    private static final Set<String> COMMITTED = Set.of("commitment", "print", "prints", "digest", "mac");

    /** Codes out of the city's schedule, in types that refuse a person's words. */
    private static final Set<String> CODES = Set.of("SeriesCode");

    private static final String WORDS = "Snow plow took out my mailbox.";

    /** Words out of a list that we or the platform's rules made: never a person's. */
    private static final Set<String> LISTED_WORDS = Set.of("platform", "source", "mediaType");

    /** A city's account is public by its nature: its handle, name and platform id are not personal (DATA.md §4). */
    private static final Set<String> ACCOUNT_NAMES = Set.of("platform", "handle", "name", "platformId");
    private static final Set<String> MAY_NAME_AN_ACCOUNT = Set.of("AccountOpened");

    /** What a place that holds keys says of one: a program's words, never a person's (EVIDENCE.md §6.2, step 5). */
    private static final Set<String> KEY_PLACE_SAYS = Set.of("key", "provider", "receipt");
    private static final Set<String> MAY_HOLD_A_RECEIPT = Set.of("WrappingKeyDestroyed");

    /** The parts of a fact that could hold content, each as a path. */
    static List<String> openParts(Class<?> fact) {
        if (!fact.isRecord() || !Fact.class.isAssignableFrom(fact)) {
            return List.of(fact.getSimpleName() + " is no record");
        }
        return openParts(fact, fact, fact.getSimpleName(), List.of());
    }

    private static List<String> openParts(Class<?> fact, Class<?> holder, String path, List<Class<?>> above) {
        var open = new ArrayList<String>();
        for (var part : holder.getRecordComponents()) {
            open.addAll(openParts(fact, part, part.getGenericType(), path + "." + part.getName(), above));
        }
        return open;
    }

    private static List<String> openParts(Class<?> fact, RecordComponent part, Type type, String path, List<Class<?>> above) {
        return switch (type) {
            case ParameterizedType many when isContainer(many) -> {
                var open = new ArrayList<String>();
                var elements = many.getActualTypeArguments();
                for (int place = isOfPrints(part, many) ? 1 : 0; place < elements.length; place++) {
                    open.addAll(openParts(fact, part, elements[place], path, above));
                }
                yield open;
            }
            case Class<?> plain when PLAIN.contains(plain) || plain.isEnum() -> List.of();
            case Class<?> text when text == String.class -> mayBeText(fact, part.getName()) ? List.of() : List.of(path);
            case Class<?> bytes when bytes == byte[].class -> COMMITTED.contains(part.getName()) ? List.of() : List.of(path);
            case Class<?> ours when ours.isSealed() && ours.isInterface() && !above.contains(ours) -> {
                var open = new ArrayList<String>();
                for (var kind : ours.getPermittedSubclasses()) {
                    open.addAll(openParts(fact, part, kind, path + "(" + kind.getSimpleName() + ")", and(above, ours)));
                }
                yield open;
            }
            case Class<?> ours when isCommitment(ours) -> List.of();
            case Class<?> code when CODES.contains(code.getSimpleName()) && refusesWords(code) -> List.of();
            case Class<?> ours when ours.isRecord() && !above.contains(ours) -> openParts(fact, ours, path, and(above, ours));
            default -> List.of(path);
        };
    }

    private static boolean isContainer(ParameterizedType type) {
        return type.getRawType() instanceof Class<?> raw
                && (Collection.class.isAssignableFrom(raw) || Map.class.isAssignableFrom(raw) || raw == Optional.class);
    }

    /** Whether a map's keys are names of version fields: a list of ours. */
    private static boolean isOfPrints(RecordComponent part, ParameterizedType type) {
        return part.getName().equals("prints") && type.getActualTypeArguments().length == 2
                && String.class.equals(type.getActualTypeArguments()[0]);
    }

    /** A commitment, digest or print of ours: bytes, a number, or a spelling of them that refuses words. */
    private static boolean isCommitment(Class<?> type) {
        if (!type.isRecord() || !COMMITTED.contains(type.getSimpleName().toLowerCase(Locale.ROOT))
                || type.getRecordComponents().length != 1) {
            return false;
        }
        return switch (type.getRecordComponents()[0].getType()) {
            case Class<?> bytes when bytes == byte[].class || bytes == long.class -> true;
            case Class<?> text when text == String.class -> refusesWords(type);
            default -> false;
        };
    }

    private static boolean refusesWords(Class<?> type) {
        try {
            var constructor = type.getDeclaredConstructor(String.class);
            constructor.setAccessible(true);
            constructor.newInstance(WORDS);
            return false;
        } catch (InvocationTargetException refused) {
            return refused.getCause() instanceof IllegalArgumentException;
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static boolean mayBeText(Class<?> fact, String name) {
        return LISTED_WORDS.contains(name)
                || (MAY_NAME_AN_ACCOUNT.contains(fact.getSimpleName()) && ACCOUNT_NAMES.contains(name))
                || (MAY_HOLD_A_RECEIPT.contains(fact.getSimpleName()) && KEY_PLACE_SAYS.contains(name));
    }

    private static List<Class<?>> and(List<Class<?>> above, Class<?> one) {
        var all = new ArrayList<>(above);
        all.add(one);
        return all;
    }

    private FactShape() {}
}

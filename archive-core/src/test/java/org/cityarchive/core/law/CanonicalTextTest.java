package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fact read straight from its bytes is the fact that its tree gives, and what one of the two ways refuses the other refuses. */
class CanonicalTextTest {
    private static final int CHANGED = 200;
    private static final byte[] PUT = " \"\\{}[],:-019aZ\u0000\u00e9".getBytes(StandardCharsets.ISO_8859_1);

    static Stream<Class<? extends Fact>> facts() {
        return FactContractTest.facts();
    }

    /** Numbers, truths, names of their own, empty lists. */
    record Told(int whole, long large, boolean is, List<String> words, SortedMap<String, Long> counts, @Nullable String last) {}

    @ParameterizedTest
    @MethodSource("facts")
    void isTheFactOfItsTree(Class<? extends Fact> type) {
        var shape = new RecordShape(type);
        for (boolean full : new boolean[]{true, false}) {
            var fact = Examples.of(type, full);
            byte[] stored = new FactCodec(List.of(type)).write(fact);
            boolean isPlain = new String(stored, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c < 0x80 && c != '\\');
            assertThat(taken(shape, stored)).isEqualTo(isPlain ? fact : null);
        }
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatIsChangedIsReadAlikeOrRefused(Class<? extends Fact> type) {
        var shape = new RecordShape(type);
        byte[] stored = new FactCodec(List.of(type)).write(Examples.of(type, true));
        var random = new Random(type.getName().hashCode());
        for (int i = 0; i < CHANGED; i++) {
            byte[] changed = stored.clone();
            changed[random.nextInt(changed.length)] = PUT[random.nextInt(PUT.length)];
            agree(shape, changed);
        }
    }

    @Test
    void whatIsSpelledOtherwiseIsReadByItsTree() {
        var shape = new RecordShape(Told.class);
        for (var spelled : List.of(
                "{\"counts\":{\"a\":1,\"b\":0},\"is\":true,\"large\":9007199254740991,\"whole\":0,\"words\":[]}",
                "{\"counts\":{},\"is\":false,\"large\":12,\"last\":\"x\",\"whole\":7,\"words\":[\"a\",\"b\"]}",
                "{\"counts\":{},\"is\":false,\"large\":12,\"last\":\"\u00e9\",\"whole\":7,\"words\":[\"a\"]}",
                "{\"is\":false,\"counts\":{},\"large\":12,\"whole\":7,\"words\":[\"a\"]}",
                "{ \"counts\":{\"b\":1,\"a\":2},\"is\":false,\"large\":12,\"whole\":-7,\"words\":[\"\\u0041\"]}",
                "{\"counts\":{\"a\":1,\"a\":2},\"is\":true,\"large\":1,\"whole\":0,\"words\":[]}",
                "{\"counts\":{},\"is\":true,\"large\":01,\"whole\":0,\"words\":[]}",
                "{\"counts\":{},\"is\":true,\"large\":9007199254740992,\"whole\":0,\"words\":[]}",
                "{\"counts\":{},\"is\":true,\"large\":1,\"whole\":4294967296,\"words\":[]}",
                "{\"counts\":{},\"is\":true,\"large\":1,\"last\":null,\"whole\":0,\"words\":[]}",
                "{\"counts\":{},\"is\":true,\"large\":1,\"whole\":0,\"words\":[],\"x\":1}",
                "{\"counts\":{},\"is\":true,\"large\":1,\"whole\":0,\"words\":[]}}",
                "{\"counts\":{},\"is\":true,\"large\":1,\"whole\":0,\"words\":[]", "{", "{\"counts\":{},", "")) {
            agree(shape, spelled.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(taken(shape, "{\"counts\":{\"a\":1},\"is\":true,\"large\":3,\"whole\":0,\"words\":[\"w\"]}"
                .getBytes(StandardCharsets.UTF_8))).isNotNull();
    }

    /** Either it is taken and its tree gives the same, or the tree decides. */
    private static void agree(RecordShape shape, byte[] spelled) {
        Object taken = null;
        try {
            taken = taken(shape, spelled);
        } catch (RuntimeException _) {
            // the tree decides
        }
        if (taken != null) {
            assertThat(shape.read(Objects.requireNonNull(CanonicalJson.parse(spelled)))).isEqualTo(taken);
        }
    }

    private static @Nullable Object taken(RecordShape shape, byte[] spelled) {
        var text = new CanonicalText(spelled);
        var taken = shape.take(text);
        return text.isOver() ? taken : null;
    }
}

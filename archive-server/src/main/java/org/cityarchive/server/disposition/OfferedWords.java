package org.cityarchive.server.disposition;

import java.util.Arrays;
import java.util.stream.Collectors;

import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** The law's list of those who are offered what is very old, as programs and forms spell it. */
final class OfferedWords {
    private OfferedWords() {}

    /** Null: not one of them. */
    static @Nullable OfferedTo of(@Nullable String word) {
        return Arrays.stream(OfferedTo.values()).filter(one -> one.word().equals(word)).findFirst().orElse(null);
    }

    /** One that was typed. */
    static OfferedTo typed(String name, @Nullable String word) {
        var one = of(word);
        if (one == null) {
            throw new BadParameter(name, "The " + name + " takes one of: "
                    + Arrays.stream(OfferedTo.values()).map(OfferedTo::word).collect(Collectors.joining(", ")) + ".");
        }
        return one;
    }
}

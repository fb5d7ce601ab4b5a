package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.law.CanonicalJson;

/** How prints are computed: 8 bytes of HMAC under a key derived from the record's own (DATA.md §3). */
public final class Prints {
    private static final byte[] PURPOSE = "ev1.fpr".getBytes(US_ASCII);

    private Prints() {}

    /**
     * The print of each value.
     *
     * @param recordKey 32 bytes; not kept
     * @throws IllegalArgumentException a value that cannot be spelled
     */
    public static SortedMap<String, Print> of(byte[] recordKey, SortedMap<String, Object> values) {
        var prints = new TreeMap<String, Print>();
        if (values.isEmpty()) {
            return prints;
        }
        return DerivedKey.keyed(DerivedKey.of(recordKey, PURPOSE), mac -> {
            for (var value : values.entrySet()) {
                mac.update(value.getKey().getBytes(US_ASCII));
                byte[] full = mac.doFinal(CanonicalJson.write(value.getValue()));
                prints.put(value.getKey(), Print.of(ByteBuffer.wrap(full).getLong()));
            }
            return prints;
        });
    }
}

package org.cityarchive.core.evidence;

import java.util.Base64;

/** Base64 of which each value has one spelling, so that no bit of a proof is without meaning (EVIDENCE.md §8). */
final class StrictBase64 {
    private StrictBase64() {}

    /** @throws IllegalArgumentException not RFC 4648 §4 with padding, or not its one spelling */
    static byte[] decode(String text) {
        var bytes = Base64.getDecoder().decode(text);
        if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("base64 with stray bits");
        }
        return bytes;
    }
}

package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

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
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(recordKey, "Generic"), PURPOSE, 32);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", expansion));
            for (var value : values.entrySet()) {
                mac.update(value.getKey().getBytes(US_ASCII));
                byte[] full = mac.doFinal(CanonicalJson.write(value.getValue()));
                prints.put(value.getKey(), Print.of(ByteBuffer.wrap(full).getLong()));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF and HMAC are part of this Java", e);
        }
        return prints;
    }
}

package org.cityarchive.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Random;
import java.util.stream.IntStream;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

/** The key that is derived is HKDF's, in many threads at once and whatever key came before. */
class DerivedKeyTest {
    @Test
    void itIsTheKeyThatHkdfGives() {
        IntStream.range(0, 2_000).parallel().forEach(i -> {
            var random = new Random(i);
            byte[] key = new byte[32];
            byte[] purpose = new byte[random.nextInt(100)];
            random.nextBytes(key);
            random.nextBytes(purpose);
            assertThat(DerivedKey.of(key, purpose)).isEqualTo(hkdf(key, purpose));
        });
    }

    private static byte[] hkdf(byte[] key, byte[] purpose) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.expandOnly(new SecretKeySpec(key, "Generic"), purpose, 32));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

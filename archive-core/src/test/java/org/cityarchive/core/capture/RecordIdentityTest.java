package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.law.CanonicalJson;
import org.junit.jupiter.api.Test;

class RecordIdentityTest {
    private static final byte[] KEY = "an invented identity key, 32 b.".concat("!").getBytes(UTF_8);
    private static final AccountId ACCOUNT = new AccountId(UUID.fromString("7c1f7a52-6a0e-4b55-9f0e-2f4f3f9d2a11"));

    @Test
    void theIdIsTheKeyedDigestOfPlatformAccountAndNativeId() throws Exception {
        byte[] nativeId = "é1".getBytes(UTF_8);
        var message = ByteBuffer.allocate(8 + 2 + 1 + 16 + 2 + nativeId.length).put("ev1.rcid".getBytes(UTF_8))
                .putShort((short) 1)
                .put((byte) 'x').putLong(ACCOUNT.value().getMostSignificantBits())
                .putLong(ACCOUNT.value().getLeastSignificantBits())
                .putShort((short) nativeId.length).put(nativeId);
        var digest = ByteBuffer.wrap(hmac(KEY, message.array()));
        assertThat(new RecordIdentity(KEY).of("x", ACCOUNT, "é1"))
                .isEqualTo(new RecordId(new UUID(digest.getLong(), digest.getLong())));
    }

    @Test
    void everyPartTells() {
        var identity = new RecordIdentity(KEY);
        byte[] other = KEY.clone();
        other[0]++;
        assertThat(List.of(identity.of("x", ACCOUNT, "1"), identity.of("xa", ACCOUNT, "1"), identity.of("x", ACCOUNT, "11"),
                identity.of("x", new AccountId(new UUID(1, 2)), "1"), new RecordIdentity(other).of("x", ACCOUNT, "1"),
                new RecordId(identity.alias("x", "1")))).doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsAgree() {
        var identity = new RecordIdentity(KEY);
        var alone = IntStream.range(0, 2000).mapToObj(i -> identity.of("x", ACCOUNT, "n" + i)).toList();
        var together = IntStream.range(0, 2000).parallel().mapToObj(i -> identity.of("x", ACCOUNT, "n" + i)).toList();
        assertThat(together).isEqualTo(alone).doesNotHaveDuplicates();
    }

    @Test
    void anIdThatCouldMeanTwoThingsIsRefused() {
        var identity = new RecordIdentity(KEY);
        assertThatThrownBy(() -> identity.of("x", ACCOUNT, "a\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> identity.of("x", ACCOUNT, "a".repeat(65_536))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RecordIdentity(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPrintIsTheKeyedDigestOfNameAndValue() throws Exception {
        var values = new TreeMap<String, Object>(Map.of("text", "a \"b\"", "media", List.of()));
        byte[] key = hmac(KEY, "ev1.fpr\u0001".getBytes(UTF_8));
        var prints = Prints.of(KEY, values);
        assertThat(prints.keySet()).isEqualTo(values.keySet());
        prints.forEach((name, print) -> {
            byte[] value = CanonicalJson.write(values.get(name));
            byte[] message = ByteBuffer.allocate(name.length() + value.length).put(name.getBytes(UTF_8)).put(value).array();
            assertThat(print).isEqualTo(Print.of(ByteBuffer.wrap(hmac(key, message)).getLong()));
        });
        assertThat(Prints.of(KEY, new TreeMap<>())).isEmpty();
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

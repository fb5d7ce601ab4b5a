package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.core.account.AccountId;

/** Names records by a keyed HMAC, so that every source of a thing meets in one record and the name tells nothing of it (DATA.md §2). */
public final class RecordIdentity {
    private static final byte[] RECORD = "ev1.rcid".getBytes(US_ASCII);
    private static final byte[] ALIAS = "ev1.alia".getBytes(US_ASCII);

    /** Initialised once and only cloned: a clone costs less than a key set-up, and threads share nothing. */
    private final Mac keyed;

    /** @param identityKey 32 bytes or more, the same for the archive's whole life; copied */
    public RecordIdentity(byte[] identityKey) {
        if (identityKey.length < 32) {
            throw new IllegalArgumentException("an identity key has 32 bytes or more");
        }
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(identityKey, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    /**
     * The record of a native id.
     *
     * @throws IllegalArgumentException an id that is no Unicode text or has more than 65,535 bytes
     */
    public RecordId of(String platform, AccountId account, String nativeId) {
        var mac = begin(RECORD);
        counted(mac, platform);
        mac.update(ByteBuffer.allocate(16).putLong(account.value().getMostSignificantBits())
                .putLong(account.value().getLeastSignificantBits()).flip());
        counted(mac, nativeId);
        return new RecordId(first16(mac));
    }

    /**
     * The keyed digest under which another id of the same thing stands in the vault.
     *
     * @throws IllegalArgumentException an alias that is no Unicode text or has more than 65,535 bytes
     */
    public UUID alias(String platform, String alias) {
        var mac = begin(ALIAS);
        counted(mac, platform);
        counted(mac, alias);
        return first16(mac);
    }

    private Mac begin(byte[] tag) {
        try {
            var mac = (Mac) keyed.clone();
            mac.update(tag);
            return mac;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("HmacSHA256 of this Java can be cloned", e);
        }
    }

    private static UUID first16(Mac mac) {
        var bytes = ByteBuffer.wrap(mac.doFinal());
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static void counted(Mac mac, String text) {
        ByteBuffer bytes;
        try {
            bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("an id must be Unicode text", e);
        }
        if (bytes.remaining() > 0xffff) {
            throw new IllegalArgumentException("an id of more than 65,535 bytes");
        }
        mac.update((byte) (bytes.remaining() >>> 8));
        mac.update((byte) bytes.remaining());
        mac.update(bytes);
    }
}

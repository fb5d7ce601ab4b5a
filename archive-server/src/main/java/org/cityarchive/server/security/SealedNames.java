package org.cityarchive.server.security;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What are people called? Names lie sealed under a key that comes from outside the database; the facts hold ids alone. */
public final class SealedNames {
    private static final byte[] PURPOSE = "people.name".getBytes(StandardCharsets.US_ASCII);
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final JdbcClient sql;
    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @param secret a key of the whole archive; names get one of their own from it */
    public SealedNames(DataSource database, byte[] secret) {
        this.sql = JdbcClient.create(database);
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), PURPOSE, 32);
            this.key = KDF.getInstance("HKDF-SHA256").deriveKey("AES", expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of this Java", e);
        }
    }

    /** Keeps a person's name; a later one takes its place. */
    public void keep(PersonId person, String name) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, person, nonce, name.getBytes(StandardCharsets.UTF_8));
        sql.sql("insert into people_name (person, sealed) values (?, ?) on conflict (person) do update set sealed = excluded.sealed")
                .params(person.value(), ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array()).update();
    }

    /** A person's name. */
    public Optional<String> of(PersonId person) {
        return sql.sql("select sealed from people_name where person = ?").param(person.value()).query(byte[].class).optional()
                .map(row -> new String(crypt(Cipher.DECRYPT_MODE, person, Arrays.copyOf(row, NONCE),
                        Arrays.copyOfRange(row, NONCE, row.length)), StandardCharsets.UTF_8));
    }

    /** Bound to the person: one row's name does not open in another's. */
    private byte[] crypt(int mode, PersonId person, byte[] nonce, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(person.toString().getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the sealed name of a person does not open", e);
        }
    }
}

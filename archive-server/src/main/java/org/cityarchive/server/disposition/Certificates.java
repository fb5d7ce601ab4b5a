package org.cityarchive.server.disposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.disposition.IssuedCertificates.Issued;
import org.cityarchive.server.evidence.CertificatePackage;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.NoSuch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The certificates of destruction that were issued, as they were issued: read from their sealed bytes, never made anew. */
public final class Certificates {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final IssuedCertificates issued;
    private final DispositionWords words;
    private final FactReader facts;
    private final CertificatePackage evidence;

    Certificates(IssuedCertificates issued, DispositionWords words, FactReader facts, CertificatePackage evidence) {
        this.issued = issued;
        this.words = words;
        this.facts = facts;
        this.evidence = evidence;
    }

    /**
     * One that was issued.
     *
     * @param bytes of which the fact has the digest
     * @param leaf of that fact
     */
    public record Kept(Certificate certificate, byte[] bytes, long leaf) {
        /** SHA-256 of its bytes, as the fact has it. */
        public String digest() {
            return HexFormat.of().formatHex(Certificates.digest(bytes));
        }
    }

    /** The spelling of which a fact holds the digest (RFC 8785). */
    static byte[] bytes(Map<String, Object> members) {
        return CanonicalJson.write(JSON.convertValue(members, new TypeReference<Map<String, Object>>() {
        }));
    }

    static SortedMap<String, @Nullable Object> members(byte[] bytes) {
        return CanonicalJson.parseObject(bytes);
    }

    static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * The last certificate of a disposition.
     *
     * @throws NoSuch nothing was destroyed by it, or it is being written
     */
    public Kept of(UUID disposition) {
        return kept(issued.last(disposition).orElseThrow(() -> new NoSuch("There is no certificate of this disposition:"
                + " nothing was destroyed by it, or its certificate is being written.")));
    }

    /**
     * A certificate by its number; the last one where none is named.
     *
     * @throws NoSuch there is none of this number
     */
    public Kept of(UUID disposition, @Nullable Long number) {
        return number == null
                ? of(disposition)
                : kept(issued.all(disposition).stream().filter(one -> one.number() == number).findFirst()
                        .orElseThrow(() -> new NoSuch("This disposition has no certificate of this number.")));
    }

    private Kept kept(Issued one) {
        var kept = words.read(one.words()).map(said -> said.get("certificate"))
                .orElseThrow(() -> new IllegalStateException("the certificate's bytes are not there"));
        var bytes = CanonicalJson.write(kept);
        if (!Arrays.equals(digest(bytes), one.digest())) {
            throw new IllegalStateException("the kept certificate is not the one that was issued");
        }
        return new Kept(JSON.readValue(new String(bytes, UTF_8), Certificate.class), bytes, one.position() - 1);
    }

    /** Writes the package that {@code archive verify} reads. */
    void write(OutputStream to, UUID disposition, Kept kept) throws IOException {
        var id = disposition.toString();
        var told = facts.tagged("disposition", List.of(id), Long.MAX_VALUE).getOrDefault(id, List.of());
        var log = kept.certificate().log();
        evidence.write(to, kept.bytes(), CertificateContent.positions(kept.certificate(), told, kept.leaf() + 1),
                List.of(log.before().size(), log.after().size()));
    }
}

package org.cityarchive.server.merkle;

import java.security.spec.NamedParameterSpec;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;

import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.LogKey.Kind;
import org.cityarchive.core.evidence.SignedNote;

/** Signs checkpoints twice: Ed25519, which every tool knows, and ML-DSA-44, which a quantum computer does not break (EVIDENCE.md §2.2). */
final class LogSigner {
    private final String origin;
    private final KeyPair ed25519;
    private final KeyPair mlDsa;

    /**
     * @param ed25519Seed 32 secret bytes
     * @param mlDsaSeed 32 others
     */
    LogSigner(String origin, byte[] ed25519Seed, byte[] mlDsaSeed) {
        this.origin = origin;
        this.ed25519 = ofSeed(Kind.ED25519, ed25519Seed);
        this.mlDsa = ofSeed(Kind.ML_DSA_44, mlDsaSeed);
    }

    /** The public halves: what the city prints and hands out. */
    List<LogKey> keys() {
        return List.of(LogKey.of(origin, Kind.ED25519, ed25519.getPublic()),
                LogKey.of(origin, Kind.ML_DSA_44, mlDsa.getPublic()));
    }

    /** @param seconds since 1970: the second signature carries it */
    SignedNote sign(Checkpoint checkpoint, long seconds) {
        var keys = keys();
        return new SignedNote(checkpoint.text(),
                List.of(line(keys.get(0), ed25519, checkpoint, seconds), line(keys.get(1), mlDsa, checkpoint, seconds)));
    }

    private static SignedNote.Line line(LogKey key, KeyPair pair, Checkpoint checkpoint, long seconds) {
        try {
            var signature = Signature.getInstance(key.kind().algorithm());
            signature.initSign(pair.getPrivate());
            signature.update(key.message(checkpoint, seconds));
            return key.line(signature.sign(), seconds);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(key.kind() + " is part of this Java", e);
        }
    }

    /** Both kinds make their keys of 32 random bytes; given the same, they make the same. */
    private static KeyPair ofSeed(Kind kind, byte[] seed) {
        try {
            var generator = KeyPairGenerator.getInstance(kind.algorithm());
            generator.initialize("Ed25519".equals(kind.algorithm())
                    ? NamedParameterSpec.ED25519
                    : NamedParameterSpec.ML_DSA_44, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(kind + " is part of this Java", e);
        }
    }

    /** Not random at all: hands out the seed. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final transient byte[] seed;

        Given(byte[] seed) {
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("a key of " + bytes.length + " bytes is asked of a seed of " + seed.length);
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}

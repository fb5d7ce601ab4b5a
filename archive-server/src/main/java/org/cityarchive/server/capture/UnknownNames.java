package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.server.vault.SealedText;
import org.jspecify.annotations.Nullable;

/**
 * What an account calls itself that no register knows: sealed, since it may be a person's. Nothing of what stands on it is in it: that is
 * in the lines alone, which may go.
 */
record UnknownNames(String handle, @Nullable String platformId) {
    /** The id of something on it, which earlier rows have. */
    private static final String SAMPLE = "sample";

    static ImportAccounts.Unknown unknown(UUID alias, Owner owner, SealedText sealed) {
        return new ImportAccounts.Unknown(alias, owner.platform(),
                new UnknownNames(owner.handle(), owner.id()).sealed(alias, sealed));
    }

    private byte[] sealed(UUID alias, SealedText sealed) {
        var names = new HashMap<String, Object>();
        names.put("handle", handle);
        if (platformId != null) {
            names.put("platformId", platformId);
        }
        return sealed.seal(purpose(alias), new String(CanonicalJson.write(names), StandardCharsets.UTF_8));
    }

    /** The row without what stood on the account; empty where it has nothing of that. */
    static Optional<byte[]> withoutSample(UUID alias, byte[] row, SealedText sealed) {
        return CanonicalJson.parseObject(bytes(alias, row, sealed)).containsKey(SAMPLE)
                ? Optional.of(of(alias, row, sealed).sealed(alias, sealed))
                : Optional.empty();
    }

    static UnknownNames of(UUID alias, byte[] row, SealedText sealed) {
        var names = CanonicalJson.parseObject(bytes(alias, row, sealed));
        return new UnknownNames(String.valueOf(names.get("handle")), names.get("platformId") instanceof String id ? id : null);
    }

    private static byte[] bytes(UUID alias, byte[] row, SealedText sealed) {
        return sealed.open(purpose(alias), row).getBytes(StandardCharsets.UTF_8);
    }

    private static String purpose(UUID alias) {
        return "capture.unknown " + alias;
    }
}

package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.server.vault.SealedText;
import org.jspecify.annotations.Nullable;

/** What an account calls itself that no register knows: sealed, since it may be a person's. */
record UnknownNames(String handle, @Nullable String platformId, String sample) {

    static ImportAccounts.Unknown unknown(UUID alias, Owner owner, String sample, SealedText sealed) {
        var names = new HashMap<String, Object>();
        names.put("handle", owner.handle());
        names.put("sample", sample);
        var id = owner.id();
        if (id != null) {
            names.put("platformId", id);
        }
        return new ImportAccounts.Unknown(alias, owner.platform(),
                sealed.seal(purpose(alias), new String(CanonicalJson.write(names), StandardCharsets.UTF_8)));
    }

    static UnknownNames of(UUID alias, byte[] row, SealedText sealed) {
        var names = CanonicalJson.parseObject(sealed.open(purpose(alias), row).getBytes(StandardCharsets.UTF_8));
        return new UnknownNames(String.valueOf(names.get("handle")), names.get("platformId") instanceof String id ? id : null,
                String.valueOf(names.get("sample")));
    }

    private static String purpose(UUID alias) {
        return "capture.unknown " + alias;
    }
}

package org.cityarchive.ingest.xarchive;

import java.util.List;
import java.util.Set;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.json.Json;
import org.cityarchive.ingest.json.Member;
import org.jspecify.annotations.Nullable;

/**
 * What the archive says of itself.
 *
 * @param generated when X made it
 * @param counts elements by file name, as the manifest states them
 */
record XManifest(@Nullable Owner owner, @Nullable Instant generated, Map<String, Long> counts) {
    static final XManifest NONE = new XManifest(null, null, Map.of());

    static XManifest of(Json manifest) throws FaultException {
        var in = Member.of(manifest, "$");
        var user = in.object("userInfo");
        var archive = in.object("archiveInfo");
        return new XManifest(user.isPresent() ? owner(user.get(), "userName") : null,
                archive.isPresent() ? XTweet.time(archive.get().words("generationDate")) : null, counts(in));
    }

    /** From account.js. */
    static @Nullable Owner account(Json element) throws FaultException {
        var account = Member.of(element, "$").object("account");
        return account.isPresent() ? owner(account.get(), "username") : null;
    }

    private static @Nullable Owner owner(Member in, String handleName) throws FaultException {
        var id = in.name("accountId", 25);
        var handle = in.name(handleName, 300);
        if (handle != null) {
            return new Owner("x", handle, id);
        }
        return id == null ? null : new Owner("x", id, null);
    }

    private static Map<String, Long> counts(Member in) throws FaultException {
        var counts = new TreeMap<String, Long>();
        var types = in.object("dataTypes");
        for (var name : types.isPresent() ? types.get().all().keySet() : Set.<String>of()) {
            var type = types.get().object(name);
            for (var value : type.isPresent()
                    ? type.get().values("files").orElse(List.of())
                    : List.<Json>of()) {
                var file = Member.of(value, "$.dataTypes");
                var path = file.name("fileName", 300);
                if (path != null && file.value("count") instanceof Json.Text(var digits) && digits.matches("\\d{1,15}")) {
                    counts.put(path.substring(path.lastIndexOf('/') + 1), Long.parseLong(digits));
                }
            }
        }
        return counts;
    }
}

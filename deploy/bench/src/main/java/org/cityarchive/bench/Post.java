package org.cityarchive.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One post as any source gives it. */
record Post(String platform, String account, String id, String kind, String text, Instant createdAt, @Nullable String author,
        @Nullable String parent, @Nullable String url, @Nullable String lang) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** The archive's own id of the account, where no register is asked. */
    AccountId owner() {
        return new AccountId(UUID.nameUUIDFromBytes((platform + "/" + account).getBytes(StandardCharsets.UTF_8)));
    }

    /** The post as one line of the neutral format, seen a minute after it was made. */
    String line() {
        return JSON.writeValueAsString(members());
    }

    LinkedHashMap<String, Object> members() {
        var line = new LinkedHashMap<String, Object>();
        line.put("platform", platform);
        line.put("account", account);
        line.put("id", id);
        line.put("kind", kind);
        put(line, "parent", parent);
        if (author != null) {
            line.put("author", java.util.Map.of("id", author, "name", author));
        }
        line.put("text", text);
        line.put("createdAt", createdAt.toString());
        line.put("observedAt", createdAt.plusSeconds(60).toString());
        line.put("state", "present");
        put(line, "url", url);
        put(line, "lang", lang);
        return line;
    }

    private static void put(LinkedHashMap<String, Object> line, String name, @Nullable String value) {
        if (value != null) {
            line.put(name, value);
        }
    }
}

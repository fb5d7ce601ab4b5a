package org.cityarchive.server.retention;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** What a request with an Idempotency-Key makes has an id of that key and of whoever sent it: sent again, it is there already. */
final class RepeatKey {
    private static final int LONGEST = 200;

    private RepeatKey() {}

    /** @param key null: a new id is made */
    static UUID id(String what, Actor by, @Nullable String key) {
        if (key == null) {
            return UUID.randomUUID();
        } else if (key.isBlank() || key.length() > LONGEST) {
            throw new BadParameter("Idempotency-Key", "The Idempotency-Key has 1 to " + LONGEST + " characters.");
        }
        return UUID.nameUUIDFromBytes((what + '\n' + by.id() + '\n' + key).getBytes(StandardCharsets.UTF_8));
    }

    static BadParameter usedForAnother() {
        return new BadParameter("Idempotency-Key", "This Idempotency-Key was used for another one; take a new key for this.");
    }
}

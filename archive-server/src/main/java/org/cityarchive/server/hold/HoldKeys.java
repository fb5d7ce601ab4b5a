package org.cityarchive.server.hold;

import java.util.Objects;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;

/** Ids made from the key of a request, so that the same request again names the same thing and changes nothing. */
final class HoldKeys {
    private static final int LONGEST = 200;

    private final HoldRegister register;
    private final HoldWords words;
    private final HoldScopes scopes;

    HoldKeys(HoldRegister register, HoldWords words, HoldScopes scopes) {
        this.register = register;
        this.words = words;
        this.scopes = scopes;
    }

    /** A new id; of a key the same at every time, for this actor alone. */
    UUID id(String what, @Nullable String key, Actor actor) {
        if (key == null) {
            return UUID.randomUUID();
        }
        if (key.isBlank() || key.length() > LONGEST) {
            throw new BadParameter("Idempotency-Key", "The Idempotency-Key has 1 to " + LONGEST + " characters.");
        }
        return UUID.nameUUIDFromBytes((what + "\n" + actor.id() + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    /** @throws BadParameter the key was used for another hold */
    void requireSame(HoldId hold, Matter matter, HoldScopes.Written scope) {
        register.of(hold).ifPresent(placed -> {
            var first = placed.scopes().getFirst();
            if (!Matter.of(words.of(placed.words())).equals(matter)
                    || scopes.written(first.scope()).filter(written -> same(written, scope)).isEmpty()) {
                throw new BadParameter("Idempotency-Key",
                        "This Idempotency-Key was used for another hold; take a new one for this.");
            }
        });
    }

    private static boolean same(HoldScopes.Written placed, HoldScopes.Written asked) {
        return Objects.equals(placed.query(), asked.query()) && placed.records().equals(asked.records())
                && placed.wholeThreads() == asked.wholeThreads();
    }

    /** Whether a change of scope of this id was made already. */
    boolean isSet(HoldStanding hold, UUID change) {
        return hold.scopes().stream().map(HoldStanding.Scope::words).filter(Objects::nonNull)
                .anyMatch(id -> change.toString().equals(words.of(id).get("change")));
    }
}

package org.cityarchive.server.keys;

import io.swagger.v3.oas.annotations.tags.Tag;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.web.BadParameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The archive's keys over HTTP. */
@RestController
@RequestMapping("/api/v1/keys")
@Tag(name = "keys")
final class KeysController {
    private final KeyChange change;
    private final AccessLog log;

    KeysController(KeyChange change, AccessLog log) {
        this.change = change;
        this.log = log;
    }

    /** @param passphrase that is to open them from now on; absent: what opens them stays, or is a new file where it is one */
    record Wanted(@Nullable String passphrase) {
        /** Holds no passphrase. */
        @Override
        public String toString() {
            return "Wanted";
        }
    }

    /** Replaces every bucket key, and what opens them; the answer comes when the old ones are gone. */
    @PostMapping("/rotations")
    KeyChange.Done rotate(@RequestBody Wanted wanted, Actor actor) {
        var passphrase = wanted.passphrase();
        if (passphrase != null && passphrase.length() < KeyChange.SHORTEST) {
            throw new BadParameter("passphrase", "A passphrase has " + KeyChange.SHORTEST + " characters or more.");
        }
        log.note(actor, new Note(Act.CREDENTIAL, "keys", "rotated" + (passphrase == null ? "" : ", with a new passphrase")));
        return change.run(passphrase == null ? null : passphrase.toCharArray());
    }
}

package org.cityarchive.server.people;

import org.cityarchive.core.people.PersonId;

/** Every way in that a person may have: sessions, tokens, passwords, one-time codes. */
public interface Doors {
    /** Shuts all of them for a person who was removed. Again changes nothing. */
    void shut(PersonId person);
}

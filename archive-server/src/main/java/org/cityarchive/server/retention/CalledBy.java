package org.cityarchive.server.retention;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.search.RecordQuery.Name;

/** What people call holds and requests, and which are meant by it. */
public interface CalledBy {

    /** The holds or requests that are called so, by their ids; none: there is none that who asks may know of. */
    Set<UUID> ids(Name kind, String called);

    /** Some that are there, for who mistyped one. */
    List<String> near(Name kind, String called);
}

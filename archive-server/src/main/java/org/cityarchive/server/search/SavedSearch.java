package org.cityarchive.server.search;

import java.util.UUID;

import org.cityarchive.server.web.PageAddress;

/**
 * A search that a person keeps.
 *
 * @param query as typed
 * @param seen up to this position its owner has looked
 * @param fresh records that came to answer since
 * @param alert whether mail tells of them
 */
public record SavedSearch(UUID id, String owner, String name, String query, long since, long seen, long fresh,
        AlertChoice alert) {

    /** The search itself, newest first. */
    public String search() {
        return PageAddress.of("/search").with("q", query).toString();
    }

    /** Where looking at what is new begins. */
    public String href() {
        return "/search/saved/" + id;
    }
}

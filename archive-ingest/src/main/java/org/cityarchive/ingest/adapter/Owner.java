package org.cityarchive.ingest.adapter;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The account that an entry names as its own.
 *
 * @param handle its shown name, or all that is known of it
 * @param id the platform's id, where the source gives both
 */
public record Owner(String platform, String handle, @Nullable String id) {

    /** Every name under which the register may know it, the surest first. */
    public List<String> names() {
        return id == null ? List.of(handle) : List.of(id, handle);
    }
}

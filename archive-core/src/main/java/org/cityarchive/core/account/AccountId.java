package org.cityarchive.core.account;

import java.util.UUID;

/** A city account's own id, minted once per register entry; platform ids and handles are its aliases (DATA.md §2). */
public record AccountId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}

package org.cityarchive.core.capture;

/** By which sign a deletion is known; anything less is no deletion (PLATFORMS.md §1.3). */
public enum ConfirmedBy {
    PLATFORM_EVENT, OWNERS_EXPORT, DIRECT_READ
}

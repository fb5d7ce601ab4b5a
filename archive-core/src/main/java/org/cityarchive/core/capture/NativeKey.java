package org.cityarchive.core.capture;

/**
 * How the source names a thing.
 *
 * @param platform {@code [a-z]{2,20}}
 * @param account handle or platform id of the city's account, as the source gives it
 * @param id the platform's own id, always text
 */
public record NativeKey(String platform, String account, String id) {}

package org.cityarchive.core.account;

import java.util.Locale;

/**
 * A name under which a platform shows an account: its handle or the platform's id for it.
 *
 * @param name without a leading "@", lower case: platforms do not tell handles apart by case
 */
public record Alias(String platform, String name) {

    /** The alias that a source means by a handle or platform id. */
    public static Alias of(String platform, String handleOrId) {
        var name = handleOrId.strip();
        return new Alias(platform, (name.startsWith("@") ? name.substring(1) : name).toLowerCase(Locale.ROOT));
    }
}

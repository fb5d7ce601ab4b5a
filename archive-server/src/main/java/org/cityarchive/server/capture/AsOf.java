package org.cityarchive.server.capture;

import java.time.Instant;
import java.time.ZoneId;

import org.cityarchive.core.search.Moments;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * The two pasts that may be asked for; null: now.
 *
 * @param platform as the platform stood then
 * @param archive as the archive knew it at this position
 */
public record AsOf(@Nullable Instant platform, @Nullable Long archive) {
    public static final AsOf NOW = new AsOf(null, null);

    /** Reads {@code asOf} and {@code knownAt}. A day means its end. */
    public static AsOf of(Parameters given, ZoneId city, Positions positions) {
        var platform = given.text("asOf").map(typed -> moment("asOf", typed, city)).orElse(null);
        var archive = given.text("knownAt").map(typed -> position(typed, city, positions)).orElse(null);
        return platform == null && archive == null ? NOW : new AsOf(platform, archive);
    }

    public boolean isNow() {
        return platform == null && archive == null;
    }

    /** The position to read at. */
    public long position() {
        return archive == null ? Long.MAX_VALUE : archive;
    }

    private static long position(String typed, ZoneId city, Positions positions) {
        if (!typed.matches("[0-9]{1,18}")) {
            return positions.at(moment("knownAt", typed, city));
        }
        long position = Long.parseLong(typed);
        long head = positions.head().position();
        if (position > head) {
            throw new BadParameter("knownAt",
                    "The parameter knownAt names position " + position + "; the archive's last is " + head + ".");
        }
        return position;
    }

    private static Instant moment(String name, String typed, ZoneId city) {
        var span = Moments.read(typed, city).orElseThrow(() -> new BadParameter(name, "The parameter " + name
                + " takes a day such as 2026-11-20, which means its end, or an instant such as 2026-11-20T16:00:00Z."));
        return typed.indexOf('T') > 0 ? span.from() : span.until().minusMillis(1);
    }
}

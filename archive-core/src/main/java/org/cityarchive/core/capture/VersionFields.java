package org.cityarchive.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields by which two wordings of a record differ (PLATFORMS.md §1.2). Everything else (counters, addresses, names, language labels) may
 * change without a new version.
 */
public final class VersionFields {
    /** All names, in the order of the bits of {@link #mask}. Only ever appended to: stored rows hold the bits. */
    private static final List<String> NAMES = List.of("text", "media", "parent", "lang");

    private VersionFields() {}

    /** The fields that make a version on this platform. PLATFORMS.md §3-§12; the language is the author's only on Mastodon. */
    private static Set<String> of(String platform) {
        return switch (platform) {
            case "facebook" -> Set.of("text", "media", "parent");
            case "mastodon" -> Set.of("text", "media", "lang");
            default -> Set.of("text", "media");
        };
    }

    /** The version fields that this content shows, as JSON values by name. */
    public static SortedMap<String, Object> shown(String platform, Content content) {
        var shown = new TreeMap<String, Object>();
        var fields = of(platform);
        if (content.text() != null) {
            shown.put("text", content.text());
        }
        var media = content.media();
        if (media != null) {
            var identities = new ArrayList<Object>();
            for (var medium : media) {
                var identity = new TreeMap<String, Object>();
                identity.put("id", identity(medium));
                if (medium.alt() != null) {
                    identity.put("alt", medium.alt());
                }
                identities.add(identity);
            }
            shown.put("media", identities);
        }
        if (content.parent() != null && fields.contains("parent")) {
            shown.put("parent", content.parent());
        }
        if (content.lang() != null && fields.contains("lang")) {
            shown.put("lang", content.lang());
        }
        return shown;
    }

    /** Which fields stand in a row, as bits. */
    public static int mask(Set<String> names) {
        int mask = 0;
        for (var name : names) {
            mask |= 1 << NAMES.indexOf(name);
        }
        return mask;
    }

    /** The names of the bits of a row. */
    public static Set<String> names(int mask) {
        var names = new TreeSet<String>();
        for (int bit = 0; bit < NAMES.size(); bit++) {
            if ((mask & 1 << bit) != 0) {
                names.add(NAMES.get(bit));
            }
        }
        return names;
    }

    /** The platform's media id, else the address without query and host: delivery hosts and signatures change hourly. PLATFORMS.md §1.2. */
    private static String identity(Content.Media medium) {
        if (medium.id() != null) {
            return medium.id();
        }
        var url = medium.url();
        int scheme = url.indexOf("://");
        int path = scheme < 0 ? 0 : url.indexOf('/', scheme + 3);
        if (path < 0) {
            return url;
        }
        int end = url.length();
        for (char mark : new char[]{'?', '#'}) {
            int at = url.indexOf(mark, path);
            end = at >= 0 && at < end ? at : end;
        }
        return url.substring(path, end);
    }
}

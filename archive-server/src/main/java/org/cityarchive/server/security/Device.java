package org.cityarchive.server.security;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** On what kind of device a session runs, in words that its owner knows it by; the browser's own long description is not kept. */
public final class Device {
    private static final Map<String, String> BROWSERS = new LinkedHashMap<>();
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();

    static { // in the order in which they are looked for: each browser also names those it wants to be taken for
        BROWSERS.put("Edg/", "Edge");
        BROWSERS.put("OPR/", "Opera");
        BROWSERS.put("Firefox/", "Firefox");
        BROWSERS.put("Chrome/", "Chrome");
        BROWSERS.put("Safari/", "Safari");
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Mac OS", "macOS");
        SYSTEMS.put("CrOS", "ChromeOS");
        SYSTEMS.put("Linux", "Linux");
    }

    private Device() {}

    /** Such as "Firefox on Windows"; the header may lack. */
    public static String words(@Nullable String userAgent) {
        var browser = first(BROWSERS, userAgent, "Another browser");
        return browser + first(SYSTEMS, userAgent, "").transform(system -> system.isEmpty() ? "" : " on " + system);
    }

    private static String first(Map<String, String> names, @Nullable String userAgent, String none) {
        return userAgent == null
                ? none
                : names.entrySet().stream().filter(name -> userAgent.contains(name.getKey())).map(Map.Entry::getValue)
                        .findFirst().orElse(none);
    }
}

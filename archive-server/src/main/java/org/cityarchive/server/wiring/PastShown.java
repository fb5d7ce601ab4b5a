package org.cityarchive.server.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.PageFrame.Past;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Reads off a request which past its page shows; it is the page's address that keeps it. */
final class PastShown {
    private static final List<String> NAMES = List.of("asOf", "knownAt");
    /** What belongs to one past only. */
    private static final List<String> LEFT = List.of("cursor", "page", "trail", "version");
    private static final String READ = PastShown.class.getName();

    private PastShown() {}

    /** Null for now, or where nothing is asked over HTTP. */
    static @Nullable Past of(Positions positions, CityTimes times) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        var request = attributes.getRequest();
        if (NAMES.stream().noneMatch(name -> request.getParameter(name) != null)) {
            return null;
        }
        if (!(request.getAttribute(READ) instanceof Past past)) {
            var read = read(request, positions, times);
            request.setAttribute(READ, read); // a page asks several times
            return read;
        }
        return past;
    }

    private static @Nullable Past read(HttpServletRequest request, Positions positions, CityTimes times) {
        try {
            var asOf = AsOf.of(new Parameters(request.getParameterMap()), times.city(), positions);
            return asOf.isNow() ? null : new Past(words(asOf, positions, times), kept(request), now(request));
        } catch (BadParameter _) {
            return null; // the page itself says what is wrong
        }
    }

    private static String words(AsOf asOf, Positions positions, CityTimes times) {
        var words = new ArrayList<String>();
        if (asOf.platform() != null) {
            words.add("as the platform stood on " + times.minute(asOf.platform()));
        }
        if (asOf.archive() != null) {
            words.add("as the archive knew it at position " + asOf.archive()
                    + (asOf.archive() == 0 ? ", before its first fact" : ", " + times.second(positions.instant(asOf.archive()))));
        }
        return String.join(", and ", words);
    }

    private static Map<String, String> kept(HttpServletRequest request) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : NAMES) {
            var value = request.getParameter(name);
            if (value != null && !value.isBlank()) {
                kept.put(name, value);
            }
        }
        return kept;
    }

    private static String now(HttpServletRequest request) {
        var now = PageAddress.of(request.getRequestURI());
        if (!"GET".equals(request.getMethod())) {
            return "/"; // what was sent has no page of its own
        }
        for (var given : request.getParameterMap().entrySet()) {
            if (!NAMES.contains(given.getKey()) && !LEFT.contains(given.getKey()) && given.getValue().length == 1) {
                now = now.with(given.getKey(), given.getValue()[0]);
            }
        }
        return now.toString();
    }
}

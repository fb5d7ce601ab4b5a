package org.cityarchive.server.security;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Role;
import org.jspecify.annotations.Nullable;

/**
 * Which ways in there are.
 *
 * @param single the city's own sign-in; null: none
 * @param local whether people sign in by password, too
 * @param proxies addresses whose word about a caller's address and scheme is believed
 */
public record DoorSettings(@Nullable Single single, boolean local, List<String> proxies) {

    /**
     * The city's own sign-in, by OpenID Connect.
     *
     * @param secretFile holds the client's secret; null: a public client
     * @param claim where in the token roles stand
     * @param roles our role by the issuer's word
     */
    public record Single(URI issuer, String clientId, @Nullable Path secretFile, String claim, Map<String, Role> roles) {}

    /**
     * Reads {@code city-clerks=clerk, it=it-director}.
     *
     * @throws IllegalArgumentException it is no such list
     */
    public static Map<String, Role> roles(String text) {
        var roles = new LinkedHashMap<String, Role>();
        for (var pair : list(text)) {
            int at = pair.lastIndexOf('=');
            var role = Roles.find(pair.substring(at + 1)).filter(Roles.STAFF::contains);
            if (at < 1 || role.isEmpty()) {
                throw new IllegalArgumentException(pair);
            }
            roles.put(pair.substring(0, at).strip(), role.get());
        }
        return Map.copyOf(roles);
    }

    /** The parts of a list, separated by commas. */
    public static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty()).toList();
    }

    /**
     * "on" or "off".
     *
     * @throws IllegalArgumentException it is neither
     */
    public static boolean isOn(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** The server's own settings that believe these proxies, and nobody else. */
    public Map<String, String> forServer() {
        return proxies.isEmpty()
                ? Map.of("server.forward-headers-strategy", "none")
                : Map.of("server.forward-headers-strategy", "native", "server.tomcat.remoteip.internal-proxies",
                        proxies.stream().map(Pattern::quote).collect(Collectors.joining("|")));
    }
}

package org.cityarchive.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** The address of a page with its parameters; cannot be changed, only varied. */
public record PageAddress(String path, Map<String, String> parameters) {

    public static PageAddress of(String path) {
        return new PageAddress(path, Map.of());
    }

    /** The same with this parameter set; null or blank takes it out. */
    public PageAddress with(String name, @Nullable String value) {
        var varied = new LinkedHashMap<>(parameters);
        if (value == null || value.isBlank()) {
            varied.remove(name);
        } else {
            varied.put(name, value);
        }
        return new PageAddress(path, varied);
    }

    public PageAddress without(String... names) {
        var varied = new LinkedHashMap<>(parameters);
        for (var name : names) {
            varied.remove(name);
        }
        return new PageAddress(path, varied);
    }

    /** The same parameters on another path. */
    public PageAddress at(String other) {
        return new PageAddress(other, parameters);
    }

    /** The address, encoded. */
    @Override
    public String toString() {
        return parameters.isEmpty()
                ? path
                : path + parameters.entrySet().stream().map(p -> encoded(p.getKey()) + "=" + encoded(p.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}

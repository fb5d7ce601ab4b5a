package org.cityarchive.server.web;

import java.net.URI;
import java.util.function.Supplier;

/** Where people reach this archive. It comes from the settings, never from what a request's Host header says. */
public final class SiteAddress {
    private final Supplier<URI> site;

    public SiteAddress(Supplier<URI> site) {
        this.site = site;
    }

    /** The whole address of a page, given as it stands in a link: from its first slash. */
    public URI of(String path) {
        var whole = site.get().toString();
        return URI.create((whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole) + path);
    }
}

package org.cityarchive.server.web;

import jakarta.servlet.http.HttpServletResponse;

/** What a page may load: nothing but our own files, no inline script or style, no frame around us, no form to elsewhere. */
public final class ContentPolicy {
    /** The words of the header. */
    public static final String WORDS = "default-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; form-action 'self';"
            + " img-src 'self' data:";
    private static final String HEADER = "Content-Security-Policy";

    private ContentPolicy() {}

    /** For the answer to a request that was turned away before the headers of all others were written. */
    static void complete(HttpServletResponse response) {
        if (!response.containsHeader(HEADER)) {
            response.setHeader(HEADER, WORDS);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Frame-Options", "DENY");
            response.setHeader("Referrer-Policy", "same-origin");
            response.setHeader("Cache-Control", "no-store");
        }
    }
}

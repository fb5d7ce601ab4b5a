package org.cityarchive.server.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** The page of a request that the server turns away before any page of ours sees it: a bad address, an odd header, a body cut short. */
public final class PlainErrors extends ErrorReportValve {
    @Override
    protected void report(Request request, Response response, Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var page = """
                <!DOCTYPE html>
                <html lang="en"><head><meta charset="utf-8"><title>Not understood · City Archive</title></head>
                <body><main><h1>This request cannot be read</h1><p>Nothing was changed. The server turned it away with status %d: its
                address or its form is not one that a browser sends. <a href="/">Go to the first page</a></p></main></body></html>
                """
                .formatted(status);
        response.setContentType("text/html");
        response.setCharacterEncoding("utf-8");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        try {
            response.getOutputStream().write(page.getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException _) {
            // whoever asked has gone
        }
    }
}

package org.cityarchive.server.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** How a printable page looks (DESIGN.md §9). The page allows itself this one style by its digest, and nothing else at all. The verifier knows each style that ever was. */
public final class PrintStyle {
    private static final String CSS = """
            :root { color-scheme: light dark; }
            body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 "Public Sans", system-ui, "Segoe UI", Roboto, Arial, sans-serif; font-feature-settings: "tnum"; overflow-wrap: anywhere; }
            header { padding-bottom: 1rem; border-bottom: 2px solid; }
            header p { margin: .25rem 0; }
            h1 { margin: .25rem 0; font-size: 1.6rem; }
            h2 { margin: 0; font-size: 1rem; }
            h3 { margin: .75rem 0 .25rem; font-size: .8rem; font-weight: 600; }
            article { padding: 1rem 0; border-bottom: 1px solid; }
            .what, .city { font-weight: 400; }
            .when, .thread, .ids, .media, .none { margin: .25rem 0; font-size: .8rem; }
            .text { margin: .5rem 0; padding: .1rem 0 .1rem .75rem; border-left: 3px solid; white-space: pre-wrap; overflow: hidden; unicode-bidi: isolate; }
            .marks { margin: .35rem 0; padding: 0; list-style: none; }
            .marks li { display: inline-block; margin: 0 .35rem .2rem 0; padding: 0 .4rem; font-size: .75rem; border: 1px solid; border-radius: 4px; }
            code { font-family: "IBM Plex Mono", ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
            mark { color: #17211c; background: #ffe69a; }
            footer { padding: 1rem 0; font-size: .8rem; }
            @page { size: letter; margin: .75in; @bottom-right { content: "page " counter(page) " of " counter(pages); font-size: 8pt; } }
            @media print {
              :root { color-scheme: light; }
              body { max-width: none; margin: 0; padding: 0; font-size: 10pt; color: #000; background: #fff; }
              h2, h3, .when, .marks { break-after: avoid; }
              .marks li { border-width: .5pt; }
              mark { text-decoration: underline; background: none; }
            }
            """;

    private PrintStyle() {}

    /** Everything before the page's own content. */
    public static String head(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-" + digest()
                + "'; base-uri 'none'; form-action 'none'\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + HtmlText.of(title)
                + "</title>\n<style>" + CSS + "</style>\n</head>\n<body>\n";
    }

    private static String digest() {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(CSS.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}

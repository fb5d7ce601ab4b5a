package org.cityarchive.ingest.observed;

import java.nio.charset.StandardCharsets;

/** What bytes are, told by themselves: a line's own word for a medium could make a page of it. */
final class MediaForm {
    private static final int HEAD = 16;

    private MediaForm() {}

    /** The media type; that of any bytes where they are none of the known pictures and films. */
    static String of(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        if (head.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        }
        if (head.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return "image/gif";
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return "image/webp";
        }
        return head.startsWith("ftyp", 4) ? "video/mp4" : "application/octet-stream";
    }
}

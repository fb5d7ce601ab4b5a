package org.cityarchive.ingest.xarchive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import org.cityarchive.ingest.xarchive.XPart.Role;

/** What stands before a part's value: {@code window.YTD.tweets.part0 =}. Read as text, never evaluated. */
final class XHeader {
    private static final int LONGEST = 256;
    private static final Pattern GLOBAL = Pattern.compile("window\\.YTD\\.([a-z_0-9]{1,100}?)\\.part(\\d{1,6})");

    private XHeader() {}

    /** Reads up to and with the first "=" and says what follows; empty: no part of an X archive. */
    static Optional<Role> read(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '='; c = in.read()) {
            head.append((char) c);
            if (head.length() > LONGEST) {
                return Optional.empty();
            }
        }
        var text = new String(head.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8).replace("\uFEFF", "")
                .strip();
        if (text.equals("window.__THAR_CONFIG")) {
            return Optional.of(Role.MANIFEST);
        }
        var global = GLOBAL.matcher(text);
        return global.matches() ? Role.of(global.group(1).replace('_', '-')) : Optional.empty();
    }
}

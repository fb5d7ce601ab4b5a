package org.cityarchive.server.wiring;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Map;

/**
 * A file in the neutral format as a browser or program hands it over; accounts are added.
 *
 * @param file its bytes
 */
public record ObservedUpload(byte[] file) {
    private static final String BOUNDARY = "a-boundary-of-the-test";

    /** The type of the body. */
    public String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** What is sent. */
    public byte[] body() {
        var body = new ByteArrayOutputStream();
        Map.of("format", "observed", "addAccounts", "true").forEach((name, value) -> body.writeBytes(
                ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")
                        .getBytes(ISO_8859_1)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"lines.ndjson\"\r\n\r\n")
                .getBytes(ISO_8859_1));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(ISO_8859_1));
        return body.toByteArray();
    }
}

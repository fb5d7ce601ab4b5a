package org.cityarchive.server.capture;

import java.io.OutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A multipart/form-data body read as it comes. The servlet container's own reader would put the file on the disk in plain text first.
 */
public final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;,\\s]{1,70}))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_HEAD = 8 << 10;

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean ended;
    private @Nullable Body open;

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter has no line before it
        buffer[0] = '\r';
        buffer[1] = '\n';
        limit = 2;
    }

    /** A body that is no form. */
    public static final class NoFormException extends IOException {
        NoFormException(String sentence) {
            super(sentence);
        }
    }

    /**
     * One field or file.
     *
     * @param fileName as the client says; null for a field
     */
    public record Part(String name, @Nullable String fileName, InputStream body) {
        /** The value of a field. */
        public String text(int longest) throws IOException {
            var bytes = body.readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw new NoFormException("The field " + name + " is too long.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** @param contentType of the request */
    public static Multipart of(@Nullable String contentType, InputStream in) throws NoFormException {
        var boundary = contentType == null ? null : BOUNDARY.matcher(contentType);
        if (contentType == null || boundary == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                || !boundary.find()) {
            throw new NoFormException("The body must be multipart/form-data with the fields format and file.");
        }
        return new Multipart(in, boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
    }

    /** The next part; what was not read of the one before is passed over. */
    public Optional<Part> next() throws IOException {
        var before = open == null ? new Body() : open;
        before.transferTo(OutputStream.nullOutputStream());
        if (ended) {
            return Optional.empty();
        }
        var head = head();
        var name = NAME.matcher(head);
        var fileName = FILE_NAME.matcher(head);
        open = new Body();
        return Optional.of(new Part(name.find() ? name.group(1) : "", fileName.find() ? fileName.group(1) : null, open));
    }

    private String head() throws IOException {
        var head = new StringBuilder();
        while (head.length() < LONGEST_HEAD) {
            int c = take();
            if (c < 0) {
                throw new NoFormException("The body ends inside a part's head.");
            }
            head.append((char) c);
            if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return new String(head.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        throw new NoFormException("A part's head is too long.");
    }

    private int take() throws IOException {
        return at < limit || fill() ? Byte.toUnsignedInt(buffer[at++]) : -1;
    }

    /** Makes room and reads on; false at the end of the request. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, at, buffer, 0, limit - at);
        limit -= at;
        at = 0;
        int n = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(n, 0);
        return n > 0;
    }

    /** The bytes up to the next delimiter. */
    private final class Body extends InputStream {
        private boolean over;

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (over || length == 0) {
                return over ? -1 : 0;
            }
            while (true) {
                int safe = safe();
                if (safe > 0) {
                    int given = Math.min(safe, length);
                    System.arraycopy(buffer, at, into, from, given);
                    at += given;
                    return given;
                }
                if (limit - at >= delimiter.length && startsWithDelimiter(at)) {
                    finish();
                    return -1;
                }
                if (!fill()) {
                    throw new NoFormException("The body ends inside a part; the upload was cut off.");
                }
            }
        }

        /** Bytes at hand that certainly belong to the part. */
        private int safe() {
            for (int i = at; i < limit; i++) {
                if (buffer[i] == '\r' && mayBeDelimiter(i)) {
                    return i - at;
                }
            }
            return limit - at;
        }

        private boolean mayBeDelimiter(int from) {
            int length = Math.min(delimiter.length, limit - from);
            return Arrays.equals(buffer, from, from + length, delimiter, 0, length);
        }

        private boolean startsWithDelimiter(int from) {
            return Arrays.equals(buffer, from, from + delimiter.length, delimiter, 0, delimiter.length);
        }

        private void finish() throws IOException {
            over = true;
            at += delimiter.length;
            int first = take();
            int second = take();
            if (first == '-' && second == '-') {
                ended = true;
                in.transferTo(OutputStream.nullOutputStream());
            } else if (first != '\r' || second != '\n') {
                throw new NoFormException("The body is no form: a part does not end as it should.");
            }
        }
    }
}

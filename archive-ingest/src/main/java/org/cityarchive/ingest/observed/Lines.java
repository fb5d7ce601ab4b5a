package org.cityarchive.ingest.observed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.cityarchive.ingest.adapter.Reading;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, each in bounded memory: of one that is too long only the beginning is kept. */
final class Lines {

    /**
     * One line without its end sign (LF or CR LF).
     *
     * @param length in the file; more than the bytes when these were cut
     */
    record Line(byte[] bytes, long length) {}

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] line = new byte[1 << 12];
    private int kept;
    private long length;
    private long offset;

    /** @param offset bytes of the stream that lie before its present place */
    Lines(InputStream in, long offset) {
        this.in = in;
        this.offset = offset;
    }

    /** Bytes before the next line. */
    long offset() {
        return offset;
    }

    /** The next line; null at the end. After an exception {@link #rest} holds what had come of it. */
    @Nullable
    Line next() throws IOException {
        kept = 0;
        length = 0;
        while (true) {
            if (at == limit && !fill()) {
                return length == 0 ? null : rest();
            }
            int end = at;
            while (end < limit && chunk[end] != '\n') {
                end++;
            }
            keep(at, end - at);
            offset += end - at;
            at = end;
            if (end < limit) {
                at++;
                offset++;
                return rest();
            }
        }
    }

    /** What was read of the line so far. */
    Line rest() {
        boolean crlf = kept > 0 && length == kept && line[kept - 1] == '\r';
        return crlf ? new Line(Arrays.copyOf(line, kept - 1), length - 1) : new Line(Arrays.copyOf(line, kept), length);
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = 0;
        int n = in.read(chunk, 0, chunk.length);
        limit = Math.max(n, 0);
        return n > 0;
    }

    private void keep(int from, int count) {
        length += count;
        if (length > Reading.LONGEST_ENTRY) {
            kept = Math.min(kept, Reading.MOST_KEPT);
            return;
        }
        if (kept + count > line.length) {
            line = Arrays.copyOf(line, Math.max(kept + count, Math.min(line.length * 2, Reading.LONGEST_ENTRY)));
        }
        System.arraycopy(chunk, from, line, kept, count);
        kept += count;
    }
}

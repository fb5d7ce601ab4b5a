package org.cityarchive.ingest.observed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream behind a place; what stands before it is unpacked and thrown away at the first reading, so that its faults show there. */
final class Behind extends FilterInputStream {
    private long skip;

    /** @param skip bytes to leave out */
    Behind(InputStream in, long skip) {
        super(in);
        this.skip = skip;
    }

    @Override
    public int read() throws IOException {
        leaveOut();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        leaveOut();
        return super.read(bytes, from, length);
    }

    private void leaveOut() throws IOException {
        if (skip > 0) {
            in.skipNBytes(skip);
            skip = 0;
        }
    }
}

package org.cityarchive.server.capture;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.UUID;

/** The refused lines of one account of an import, as they came, one after another; opened a page at a time. */
final class RefusedLines extends InputStream {
    private final ImportJobs imports;
    private final UUID job;
    private final UUID alias;
    private final int atOnce;
    private byte[] page = new byte[0];
    private int at;
    private long line;
    private boolean over;

    RefusedLines(ImportJobs imports, UUID job, UUID alias, int atOnce) {
        this.imports = imports;
        this.job = job;
        this.alias = alias;
        this.atOnce = atOnce;
    }

    @Override
    public int read() {
        return at < page.length || fill() ? Byte.toUnsignedInt(page[at++]) : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (length == 0) {
            return 0;
        }
        if (at >= page.length && !fill()) {
            return -1;
        }
        int given = Math.min(length, page.length - at);
        System.arraycopy(page, at, into, from, given);
        at += given;
        return given;
    }

    private boolean fill() {
        if (over) {
            return false;
        }
        var rows = imports.waiting(job, alias, line, atOnce);
        over = rows.isEmpty();
        var lines = new ByteArrayOutputStream();
        for (var row : rows) {
            lines.writeBytes(row.sealed());
            lines.write('\n');
            line = row.line();
        }
        page = lines.toByteArray();
        at = 0;
        return !over;
    }
}

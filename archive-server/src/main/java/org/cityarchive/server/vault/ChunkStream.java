package org.cityarchive.server.vault;

import java.io.InputStream;
import org.cityarchive.server.vault.SealBroken.Trouble;

/** The sealed bytes of a large part, one stretch in memory at a time. */
final class ChunkStream extends InputStream {
    private final VaultRows rows;
    private final SealedVersion version;
    private final String part;
    private byte[] sealed = new byte[0];
    private int at;
    private int next;
    private boolean ended;

    ChunkStream(VaultRows rows, SealedVersion version, String part) {
        this.rows = rows;
        this.version = version;
        this.part = part;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) {
        while (at == sealed.length && !ended) {
            var chunk = rows.chunk(version, part, next);
            if (chunk.isEmpty() && next == 0) {
                throw new SealBroken(version.subject(), version.part(part), Trouble.MISSING, "is missing");
            }
            ended = chunk.isEmpty();
            sealed = chunk.orElse(sealed);
            at = ended ? at : 0;
            next++;
        }
        if (ended) {
            return -1;
        }
        int given = Math.min(count, sealed.length - at);
        System.arraycopy(sealed, at, into, from, given);
        at += given;
        return given;
    }
}

package org.cityarchive.search.query;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.UnknownCursor;

/**
 * Where the next page begins: the last place shown, the knowledge that all pages of the chain show, and which search it belongs to.
 *
 * @param position the archive's knowledge at the first page
 * @param named tells which records its names stood for then; 0: it asks for none
 */
record PageCursor(long position, Place after, long search, long named) {
    private static final byte FORMAT = 2;
    private static final int BYTES = 1 + 8 + 4 + 8 + 8 + 8 + 8 + 8;

    static PageCursor of(Search search, long position, Place after, long named) {
        return new PageCursor(position, after, digest(search), named);
    }

    /** @throws UnknownCursor it is not one of ours, or of another search */
    static PageCursor read(String cursor, Search search) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            throw new UnknownCursor("This cursor is not one of the archive's. Begin at the first page.");
        }
        if (bytes.length != BYTES || bytes[0] != FORMAT) {
            throw new UnknownCursor("This cursor is not one of the archive's. Begin at the first page.");
        }
        var in = ByteBuffer.wrap(bytes, 1, BYTES - 1);
        var read = new PageCursor(in.getLong(), new Place(in.getFloat(), in.getLong(), in.getLong(), in.getLong()), in.getLong(),
                in.getLong());
        if (read.search != digest(search)) {
            throw new UnknownCursor("This cursor belongs to another search. Begin at the first page.");
        }
        return read;
    }

    String written() {
        var bytes = ByteBuffer.allocate(BYTES)
                .put(FORMAT)
                .putLong(position)
                .putFloat(after.score())
                .putLong(after.at())
                .putLong(after.idHigh())
                .putLong(after.idLow())
                .putLong(search)
                .putLong(named);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Tells searches apart by what decides their answer and its order; a page's length does not. */
    private static long digest(Search search) {
        var told = String.join("\n", search.query().toString(), search.sort().name(), String.valueOf(search.asOf()),
                String.valueOf(search.knownAt()));
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(told.getBytes(StandardCharsets.UTF_8))).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.cityarchive.ingest.zip;

import java.util.Comparator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.UnreadableException;

/** What a zip says it holds, checked: nothing encrypted, linked, nested, overlapping, outside its folder, or absurdly many. */
public final class ZipDirectory {
    private static final int MOST_ENTRIES = 500_000;
    private static final int LONGEST_DIRECTORY = 128 << 20;
    private static final long MOST_UNPACKED = 1L << 40;
    private static final int END_SIZE = 22;

    private final Map<String, ZipPart> parts;

    private ZipDirectory(Map<String, ZipPart> parts) {
        this.parts = parts;
    }

    /** Names of all files, folders left out. */
    public List<String> names() {
        return List.copyOf(parts.keySet());
    }

    /** The entry of this exact name. */
    public Optional<ZipPart> part(String name) {
        return Optional.ofNullable(parts.get(name));
    }

    /** Reads the directory at the file's end. */
    public static ZipDirectory of(Delivered file) throws IOException, UnreadableException {
        try (var channel = file.open()) {
            long size = file.size();
            var end = end(channel, size);
            if (end.count > MOST_ENTRIES || end.length > LONGEST_DIRECTORY) {
                throw new UnreadableException("zip-too-many",
                        "The zip lists more than " + MOST_ENTRIES + " entries; nothing of it was read.");
            }
            if (end.offset < 0 || end.length < 0 || end.offset + end.length > size) {
                throw broken();
            }
            var bytes = bytes(channel, end.offset, (int) end.length);
            return new ZipDirectory(checked(entries(bytes, end.count), end.offset));
        }
    }

    private record End(long count, long length, long offset) {}

    private static End end(SeekableByteChannel channel, long size) throws IOException, UnreadableException {
        int tail = (int) Math.min(size, END_SIZE + 0xFFFF);
        var bytes = bytes(channel, size - tail, tail);
        for (int at = tail - END_SIZE; at >= 0; at--) {
            if (bytes.getInt(at) == 0x06054b50 && at + END_SIZE + u16(bytes, at + 20) == tail) {
                var end = new End(u16(bytes, at + 10), u32(bytes, at + 12), u32(bytes, at + 16));
                return isLarge(end) ? large(channel, size - tail + at, size) : end;
            }
        }
        throw broken();
    }

    private static boolean isLarge(End end) {
        return end.count == 0xFFFF || end.length == 0xFFFF_FFFFL || end.offset == 0xFFFF_FFFFL;
    }

    /** The record of zips with more than 65,535 entries or 4 GiB. */
    private static End large(SeekableByteChannel channel, long endAt, long size) throws IOException, UnreadableException {
        var locator = bytes(channel, endAt - 20, 20);
        long at = locator.getInt(0) == 0x07064b50 ? locator.getLong(8) : -1;
        if (at < 0 || at > size - 56) {
            throw broken();
        }
        var record = bytes(channel, at, 56);
        if (record.getInt(0) != 0x06064b50) {
            throw broken();
        }
        return new End(record.getLong(32), record.getLong(40), record.getLong(48));
    }

    private static List<ZipPart> entries(ByteBuffer in, long count) throws UnreadableException {
        var entries = new ArrayList<ZipPart>();
        int at = 0;
        for (long i = 0; i < count; i++) {
            if (at + 46 > in.limit() || in.getInt(at) != 0x02014b50) {
                throw broken();
            }
            int nameLength = u16(in, at + 28);
            int extraLength = u16(in, at + 30);
            int next = at + 46 + nameLength + extraLength + u16(in, at + 32);
            if (next > in.limit()) {
                throw broken();
            }
            entries.add(entry(in, at, nameLength, extraLength));
            at = next;
        }
        return entries;
    }

    private static ZipPart entry(ByteBuffer in, int at, int nameLength, int extraLength) throws UnreadableException {
        if ((u16(in, at + 8) & 1) != 0) {
            throw new UnreadableException("zip-encrypted",
                    "The zip is encrypted; unpack it with its password and import it again.");
        }
        if ((u32(in, at + 38) >> 28) == 0xA) {
            throw new UnreadableException("zip-link", "The zip holds a link; links are never followed. Nothing of it was read.");
        }
        var name = new byte[nameLength];
        in.get(at + 46, name);
        var sizes = new long[]{u32(in, at + 24), u32(in, at + 20), u32(in, at + 42)};
        widen(in, at + 46 + nameLength, extraLength, sizes);
        return new ZipPart(new String(name, StandardCharsets.UTF_8), u16(in, at + 10), u32(in, at + 16), sizes[1], sizes[0],
                sizes[2]);
    }

    /** Sizes of 4 GiB and more stand in an extra field, in this order, only those that did not fit. */
    private static void widen(ByteBuffer in, int from, int length, long[] sizes) throws UnreadableException {
        for (int at = from; at + 4 <= from + length; at += 4 + u16(in, at + 2)) {
            int end = at + 4 + u16(in, at + 2);
            if (u16(in, at) != 1 || end > from + length) {
                continue;
            }
            int value = at + 4;
            for (int i = 0; i < sizes.length; i++) {
                if (sizes[i] == 0xFFFF_FFFFL && value + 8 <= end) {
                    sizes[i] = in.getLong(value);
                    value += 8;
                }
            }
        }
        for (long size : sizes) {
            if (size < 0) {
                throw broken();
            }
        }
    }

    private static Map<String, ZipPart> checked(List<ZipPart> entries, long directoryAt) throws UnreadableException {
        var parts = new HashMap<String, ZipPart>();
        long unpacked = 0;
        for (var entry : entries) {
            checkName(entry.name());
            unpacked = Math.addExact(unpacked, Math.min(entry.size(), MOST_UNPACKED));
            if (!entry.name().endsWith("/") && parts.put(entry.name(), entry) != null) {
                throw new UnreadableException("zip-duplicate", "The zip lists the same file twice; nothing of it was read.");
            }
        }
        if (unpacked > MOST_UNPACKED) {
            throw new UnreadableException("zip-bomb", "The zip says that it unpacks to more than 1 TiB; nothing of it was read.");
        }
        checkOverlap(entries, directoryAt);
        return parts;
    }

    private static void checkName(String name) throws UnreadableException {
        if (name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0 || name.matches("^[A-Za-z]:.*")
                || List.of(name.split("/", -1)).contains("..")) {
            throw new UnreadableException("zip-name",
                    "The zip names a file outside its own folder; no honest export does. Nothing of it was read.");
        }
        if (name.matches("(?i).*\\.(zip|gz|tgz|7z|rar|tar|jar)$")) {
            throw new UnreadableException("zip-nested",
                    "The zip holds another packed file; unpack it and import what is inside. Nothing of it was read.");
        }
    }

    /** Entries that share bytes are how a small file unpacks to petabytes. */
    private static void checkOverlap(List<ZipPart> entries, long directoryAt) throws UnreadableException {
        var ordered = entries.stream().sorted(Comparator.comparingLong(ZipPart::offset)).toList();
        long free = 0;
        for (var entry : ordered) {
            if (entry.offset() < free || entry.packed() > directoryAt - entry.offset() - 30) {
                throw new UnreadableException("zip-bomb",
                        "Entries of the zip overlap; no honest zip has that. Nothing of it was read.");
            }
            free = entry.offset() + 30 + entry.packed();
        }
    }

    static ByteBuffer bytes(SeekableByteChannel channel, long at, int length) throws IOException, UnreadableException {
        if (at < 0) {
            throw broken();
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(at);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw broken();
            }
        }
        return bytes.flip();
    }

    static UnreadableException broken() {
        return new UnreadableException("zip-broken",
                "The zip is broken or cut off: its list of entries cannot be read. Nothing of it was read.");
    }

    static int u16(ByteBuffer in, int at) {
        return Short.toUnsignedInt(in.getShort(at));
    }

    static long u32(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }
}

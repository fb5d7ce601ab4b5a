package org.cityarchive.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import com.github.luben.zstd.ZstdDictDecompress;
import com.github.luben.zstd.ZstdException;

/**
 * Zstandard before sealing, with a dictionary of what all posts say alike: a post is too short to show it by itself. The dictionary was made
 * of the invented sample city in the forms of the platforms (DATA.md §4: none holds a city's text); frames name it, those of before it name
 * none, and both open. Working sets are reused: making one costs more than compressing a post.
 */
final class Compression {
    private static final int LEVEL = 3;
    private static final int WIDEST = 1 << 30;
    private static final Set<String> COMPRESSED = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif",
            "image/heic",
            "application/zip", "application/gzip", "application/zstd", "application/pdf", "audio/mpeg", "audio/mp4", "audio/aac",
            "audio/ogg", "audio/opus", "audio/flac", "font/woff2");
    private static final byte[] DICTIONARY = dictionary();
    private static final ZstdDictCompress WRITTEN_WITH = new ZstdDictCompress(DICTIONARY, LEVEL);
    private static final ZstdDictDecompress READ_WITH = new ZstdDictDecompress(DICTIONARY);
    private static final ConcurrentLinkedQueue<ZstdCompressCtx> COMPRESSORS = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<ZstdDecompressCtx> DECOMPRESSORS = new ConcurrentLinkedQueue<>();

    private Compression() {}

    /** What sealed records were compressed with: never changed, as they open with it alone; another one has another number. */
    static byte[] dictionary() {
        try (InputStream in = Compression.class.getResourceAsStream("/vault/records-1.dictionary")) {
            if (in == null) {
                throw new IllegalStateException("the dictionary of sealed records is not part of this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether bytes of this media type would hardly become fewer. */
    static boolean isCompressed(String mediaType) {
        int end = mediaType.indexOf(';');
        String type = (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        return COMPRESSED.contains(type) || type.startsWith("video/");
    }

    /** Whether bytes begin as a Zstandard frame. */
    static boolean isFrame(byte[] bytes) {
        return bytes.length >= 4 && bytes[0] == 0x28 && (bytes[1] & 0xff) == 0xb5 && bytes[2] == 0x2f
                && (bytes[3] & 0xff) == 0xfd;
    }

    /** Without the dictionary: media, which are read as streams and say nothing alike. */
    static byte[] compressAlone(byte[] bytes) {
        return Zstd.compress(bytes, LEVEL);
    }

    static byte[] compress(byte[] bytes) {
        var context = COMPRESSORS.poll();
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(LEVEL).loadDict(WRITTEN_WITH);
        }
        byte[] compressed = context.compress(bytes);
        COMPRESSORS.offer(context);
        return compressed;
    }

    /** @throws IllegalArgumentException not a frame of known size */
    static byte[] decompress(byte[] bytes) {
        long size = isFrame(bytes) ? Zstd.getFrameContentSize(bytes) : -1;
        if (size < 0 || size > WIDEST) {
            throw new IllegalArgumentException("not a Zstandard frame of known size");
        }
        var context = DECOMPRESSORS.poll();
        if (context == null) {
            context = new ZstdDecompressCtx().loadDict(READ_WITH);
        }
        try {
            byte[] plain = context.decompress(bytes, (int) size);
            DECOMPRESSORS.offer(context);
            return plain;
        } catch (ZstdException _) {
            context.close();
            throw new IllegalArgumentException("not a whole Zstandard frame");
        }
    }
}

package org.cityarchive.server.vault;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/** Zstandard before sealing. Working sets are reused: making one costs more than compressing a post. */
final class Compression {
    private static final int LEVEL = 3;
    private static final int WIDEST = 1 << 30;
    private static final Set<String> COMPRESSED = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "image/avif",
            "image/heic",
            "application/zip", "application/gzip", "application/zstd", "application/pdf", "audio/mpeg", "audio/mp4", "audio/aac",
            "audio/ogg", "audio/opus", "audio/flac", "font/woff2");
    private static final ConcurrentLinkedQueue<ZstdCompressCtx> COMPRESSORS = new ConcurrentLinkedQueue<>();
    private static final ConcurrentLinkedQueue<ZstdDecompressCtx> DECOMPRESSORS = new ConcurrentLinkedQueue<>();

    private Compression() {}

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

    static byte[] compress(byte[] bytes) {
        var context = COMPRESSORS.poll();
        if (context == null) {
            context = new ZstdCompressCtx().setLevel(LEVEL);
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
            context = new ZstdDecompressCtx();
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

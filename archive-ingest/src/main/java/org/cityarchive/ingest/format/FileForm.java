package org.cityarchive.ingest.format;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.zip.ZipDirectory;

/** What a file looks like. Said only where it is plain; a doubtful file is left to the reader of the format chosen. */
enum FileForm {
    X_ARCHIVE("x-archive", "an X archive"), MASTODON("mastodon-outbox", "a Mastodon archive"), FACEBOOK("facebook-export",
            "a Facebook export"), TAKEOUT("youtube-takeout", "a Takeout file"), WARC("warc", "a web archive (WARC)"), FEED("feed",
                    "a feed"), OBSERVED("observed", "a file of observations"), ANY_ZIP("zip", "a zip file");

    private static final int PEEK = 1024;
    private final String format;
    private final String words;

    FileForm(String format, String words) {
        this.format = format;
        this.words = words;
    }

    String format() {
        return format;
    }

    /** With its article, for a sentence. */
    String words() {
        return words;
    }

    /** The form of a file, where its beginning or its list of entries shows one. */
    static Optional<FileForm> of(Delivered file) throws IOException, UnreadableException {
        var head = head(file, false);
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) {
            return Optional.of(ofZip(file));
        }
        var text = head.startsWith("\u001f\u008b") ? head(file, true) : head;
        return ofText(text.startsWith("\u00ef\u00bb\u00bf") ? text.substring(3).strip() : text.strip());
    }

    private static FileForm ofZip(Delivered file) throws IOException, UnreadableException {
        var names = ZipDirectory.of(file).names();
        if (names.contains("observed.ndjson")) {
            return OBSERVED;
        }
        if (any(names, name -> name.endsWith("account.js") || name.endsWith("manifest.js")
                || name.matches(".*tweets?(-part\\d+)?\\.js"))) {
            return X_ARCHIVE;
        }
        if (any(names, name -> name.endsWith("outbox.json"))) {
            return MASTODON;
        }
        if (any(names, name -> name.startsWith("takeout/"))) {
            return TAKEOUT;
        }
        if (any(names, name -> name.matches("(.*_activity.*facebook.*|.*posts/your_posts.*)"))) {
            return FACEBOOK;
        }
        return ANY_ZIP;
    }

    private static Optional<FileForm> ofText(String text) {
        if (text.startsWith("window.YTD.") || text.startsWith("window.__THAR_CONFIG")) {
            return Optional.of(X_ARCHIVE);
        }
        if (text.startsWith("WARC/")) {
            return Optional.of(WARC);
        }
        if (text.startsWith("<?xml") || text.startsWith("<rss") || text.startsWith("<feed")) {
            return Optional.of(FEED);
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("comment id,")) {
            return Optional.of(TAKEOUT);
        }
        return text.startsWith("{\"platform\"") ? Optional.of(OBSERVED) : Optional.empty();
    }

    private static boolean any(List<String> names, Predicate<String> test) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).anyMatch(test);
    }

    /** The first bytes, each as one character. */
    private static String head(Delivered file, boolean unpacked) throws IOException {
        try (var in = Channels.newInputStream(file.open())) {
            if (!unpacked) {
                return new String(in.readNBytes(PEEK), StandardCharsets.ISO_8859_1);
            }
            try (var gzip = new GZIPInputStream(in)) {
                return new String(gzip.readNBytes(PEEK), StandardCharsets.ISO_8859_1);
            }
        } catch (ZipException | EOFException _) {
            return ""; // broken packing is the reader's to tell, with its place
        }
    }
}

package org.cityarchive.ingest.xarchive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.xarchive.XPart.Role;
import org.cityarchive.ingest.zip.ZipDirectory;
import org.cityarchive.ingest.zip.ZipPart;
import org.cityarchive.ingest.zip.ZipPartStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a delivery: one .js, or those of a zip.
 *
 * @param zip null for a single .js
 */
record XFiles(Delivered file, @Nullable ZipDirectory zip, List<XPart> parts) {

    static XFiles of(Delivered file) throws IOException, UnreadableException {
        try (var in = Channels.newInputStream(file.open())) {
            var head = in.readNBytes(2);
            if (head.length == 2 && head[0] == 'P' && head[1] == 'K') {
                return ofZip(file);
            }
        }
        try (var in = new BufferedInputStream(Channels.newInputStream(file.open()))) {
            var role = XHeader.read(in).filter(Role::isRead).orElseThrow(() -> new UnreadableException("not-x-archive",
                    "This is no X archive: neither its zip nor one of its tweets, deleted-tweets, direct-messages or profile files."));
            return new XFiles(file, null, List.of(new XPart(role, "the file", 0)));
        }
    }

    private static XFiles ofZip(Delivered file) throws IOException, UnreadableException {
        var zip = ZipDirectory.of(file);
        var parts = new ArrayList<XPart>();
        for (var name : zip.names()) {
            XPart.of(name).ifPresent(parts::add);
        }
        if (parts.stream().noneMatch(part -> part.role().isRead())) {
            throw new UnreadableException("not-x-archive",
                    "The zip holds none of an X archive's files (tweets.js and its like).");
        }
        parts.sort(Comparator.comparing(XPart::role).thenComparingInt(XPart::number).thenComparing(XPart::name));
        return new XFiles(file, zip, List.copyOf(parts));
    }

    /** Parts of a role, in order. */
    List<XPart> parts(Role role) {
        return parts.stream().filter(part -> part.role() == role).toList();
    }

    InputStream open(XPart part) throws IOException {
        var found = zip == null ? Optional.<ZipPart>empty() : zip.part(part.name());
        return found.isPresent() ? new ZipPartStream(file, found.get()) : Channels.newInputStream(file.open());
    }

    long packed(XPart part) {
        return zip == null ? file.size() : zip.part(part.name()).map(ZipPart::packed).orElse(0L);
    }

    /** Another file of the zip. */
    Optional<ZipPart> other(String name) {
        return zip == null ? Optional.empty() : zip.part(name);
    }
}

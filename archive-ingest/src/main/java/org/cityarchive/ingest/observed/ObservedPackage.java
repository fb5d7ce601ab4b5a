package org.cityarchive.ingest.observed;

import java.nio.channels.Channels;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.zip.PackedMedium;
import org.cityarchive.ingest.zip.Unpacked;
import org.cityarchive.ingest.zip.ZipDirectory;
import org.cityarchive.ingest.zip.ZipPart;
import org.cityarchive.ingest.zip.ZipPartStream;

/**
 * Observations with their media: a zip that holds {@code observed.ndjson} and, for each medium, a file {@code media/} followed by the
 * SHA-256 of its bytes as 64 lower-case digits, as the line's {@code media[].sha256} says it. No other name is ever looked up, and nothing
 * outside of the zip: what a line writes can choose no file but one whose bytes it already knows the hash of.
 */
final class ObservedPackage {
    static final String LINES = "observed.ndjson";
    private final Delivered file;
    private final ZipDirectory zip;
    private final ZipPart lines;
    private long tooLarge;
    private long absent;

    private ObservedPackage(Delivered file, ZipDirectory zip, ZipPart lines) {
        this.file = file;
        this.zip = zip;
        this.lines = lines;
    }

    /** The package that a file is; empty for a file that is no zip. */
    static Optional<ObservedPackage> of(Delivered file) throws IOException, UnreadableException {
        try (var in = Channels.newInputStream(file.open())) {
            var head = in.readNBytes(2);
            if (head.length < 2 || head[0] != 'P' || head[1] != 'K') {
                return Optional.empty();
            }
        }
        var zip = ZipDirectory.of(file);
        var lines = zip.part(LINES).orElseThrow(() -> new UnreadableException("not-observed-package",
                "The zip holds no observed.ndjson at its top: pack observed.ndjson and the folder media. Nothing was read."));
        return Optional.of(new ObservedPackage(file, zip, lines));
    }

    /** Its lines, behind a place; a zip has no other way there than to unpack what stands before. */
    ObservedSource lines(long offset) throws IOException {
        var in = new ZipPartStream(file, lines);
        return new ObservedSource(offset == 0 ? in : new Behind(in, offset), in::used, lines.packed());
    }

    /**
     * The same observation with the bytes that the package holds of its media.
     *
     * @throws FaultException the bytes are others than the line says, or cannot be unpacked
     */
    Observation withMedia(Observation seen) throws IOException, FaultException {
        var content = seen.seen().content();
        if (content == null || content.media() == null) {
            return seen;
        }
        var attached = attached(content.media());
        return attached.isEmpty()
                ? seen
                : new Observation(seen.key(), seen.kind(), seen.seen(), seen.createdAt(), seen.versionTime(), seen.observedAt(),
                        seen.source(), seen.raw(), attached);
    }

    private List<Attached> attached(List<Content.Media> media) throws IOException, FaultException {
        var attached = new ArrayList<Attached>();
        for (int i = 0; i < media.size(); i++) {
            var sha256 = media.get(i).sha256();
            if (sha256 == null) {
                continue;
            }
            var part = zip.part("media/" + sha256);
            if (part.isEmpty()) {
                absent++;
            } else {
                medium(i, part.get(), sha256).ifPresent(attached::add);
            }
        }
        return List.copyOf(attached);
    }

    private Optional<Attached> medium(int index, ZipPart part, String sha256) throws IOException, FaultException {
        var place = "$.media[" + index + "].sha256";
        try {
            var packed = new PackedMedium(file, part);
            if (packed.isTooLarge()) {
                tooLarge++;
                return Optional.empty();
            }
            if (!MessageDigest.isEqual(HexFormat.of().parseHex(sha256), packed.sha256())) {
                throw new FaultException("media-differs", place,
                        "The package's file of this medium has another SHA-256 than its name and this line say.");
            }
            return Optional.of(packed.attached(index, MediaForm.of(packed.head())));
        } catch (Unpacked.BombException _) {
            throw new FaultException("zip-bomb", place,
                    "The package's file of this medium unpacks to hundreds of times its size, as no honest file does.");
        } catch (ZipException | EOFException _) {
            throw new FaultException("media-broken", place, "The package's file of this medium cannot be unpacked.");
        }
    }

    /** What a person should know of its media. */
    List<String> remarks() {
        var remarks = new ArrayList<String>();
        if (absent > 0) {
            remarks.add(absent
                    + " times a line names a medium by its hash that the package does not hold; the line was taken without it.");
        }
        if (tooLarge > 0) {
            remarks.add(tooLarge + " media files are larger than 512 MiB and were not taken from the package.");
        }
        return remarks;
    }
}

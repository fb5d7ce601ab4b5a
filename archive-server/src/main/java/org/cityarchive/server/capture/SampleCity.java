package org.cityarchive.server.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.ingest.adapter.UnreadableException;

/**
 * The records of Cottonwood Bend, a city that is made up: imported once, into an archive that has imported nothing. They lie in the program
 * as lines and pictures, and come in as any observed package does.
 */
public final class SampleCity {
    private static final String FILE = "cottonwood-bend.zip";
    private static final Instant WRITTEN = Instant.parse("2026-11-20T12:00:00Z");
    private static final LocalDateTime PACKED = LocalDateTime.of(2026, 11, 20, 12, 0);

    private SampleCity() {}

    /** Begins the import, in the background; does nothing where there was one before. */
    public static void moveIn(ImportJobs imports) {
        if (imports.count() > 0) {
            return;
        }
        try (var upload = imports.upload()) {
            upload.take(new ByteArrayInputStream(packed()));
            imports.accept(upload,
                    new ImportUpload.Wish("observed", null, true, FILE, WRITTEN, null, new Actor("sample", Role.ADAPTER)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The city as an observed package: the same bytes every time. */
    public static byte[] packed() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            put(zip, "observed.ndjson", part("cottonwood-bend.ndjson"));
            for (var name : new String(part("media.txt"), StandardCharsets.UTF_8).lines().toList()) {
                var picture = part("media/" + name + ".png");
                put(zip, "media/" + sha256(picture), picture);
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(PACKED);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static byte[] part(String name) throws IOException {
        try (var in = SampleCity.class.getResourceAsStream("/sample/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the sample city is not part of this build: " + name);
            }
            return in.readAllBytes();
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}

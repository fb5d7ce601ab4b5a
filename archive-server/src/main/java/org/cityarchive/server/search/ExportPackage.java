package org.cityarchive.server.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.search.ExportManifest.Part;
import org.cityarchive.server.evidence.RecordEvidence;
import org.cityarchive.server.vault.RecordKey;
import org.cityarchive.server.vault.SealedFile;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A package being made. Its files are written side by side, each sealed under a key that only this object knows; closed, they are gone.
 * A try that begins anew has other keys: one key never seals two contents.
 */
final class ExportPackage implements AutoCloseable {
    private static final int KEY = 32;
    /** Bytes of a record's id. */
    static final int ID = 16;

    private final List<Written> files = new ArrayList<>();
    private final ExportWish wish;
    private final ExportCover cover;
    private final CityTimes times;
    private final JsonMapper json;
    private final List<DamagedRecord> damaged = new ArrayList<>();
    private final ByteArrayOutputStream holds = new ByteArrayOutputStream();
    private long records;

    /** A file of the package while it is written. */
    private record Written(ExportForm form, Path path, RecordKey key, SealedFile.Writing sealed, Tally tally,
            ExportWriter writer) {}

    /** How large the package is, and its SHA-256 in hex. */
    record Sum(long size, String digest) {}

    ExportPackage(Path folder, ExportWish wish, ExportCover cover, CityTimes times, JsonMapper json) throws IOException {
        this.wish = wish;
        this.cover = cover;
        this.times = times;
        this.json = json;
        try {
            for (var form : wish.forms()) {
                files.add(open(folder, form));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    static byte[] freshKey() {
        var key = new byte[KEY];
        new SecureRandom().nextBytes(key);
        return key;
    }

    private Written open(Path folder, ExportForm form) throws IOException {
        var subject = UUID.randomUUID();
        var path = folder.resolve(subject + ExportFolder.PART);
        var key = new RecordKey(subject, 1, freshKey());
        var sealed = SealedFile.write(path, key);
        var tally = new Tally(sealed);
        var out = new BufferedWriter(new OutputStreamWriter(tally, UTF_8), 1 << 16);
        ExportWriter writer = switch (form) {
            case CSV -> new ExportTable(out, !wish.isHandOver());
            case JSON -> new ExportData(out, json, wish.allVersions());
            case HTML -> new ExportPrint(out, cover, times);
        };
        writer.begin();
        return new Written(form, path, key, sealed, tally, writer);
    }

    void add(ExportSource.Some more) throws IOException {
        for (var file : files) {
            for (var record : more.records()) {
                file.writer().add(record);
            }
            for (var record : more.damaged()) {
                file.writer().damaged(record);
            }
        }
        records += more.count();
        damaged.addAll(more.damaged());
        for (var record : more.records()) {
            hold(record.record());
            if (record.parent() != null) {
                hold(record.parent()); // printed above what answers it
            }
        }
    }

    /** Those of them that cannot be read, and stand in the files by their ids alone. */
    List<DamagedRecord> damaged() {
        return List.copyOf(damaged);
    }

    private void hold(RecordAt record) {
        var id = record.id().value();
        holds.writeBytes(
                ByteBuffer.allocate(ID).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array());
    }

    /** The ids of all records whose words are in it, {@value #ID} bytes each. */
    byte[] holds() {
        return holds.toByteArray();
    }

    long records() {
        return records;
    }

    /** What else goes into a package. */
    @FunctionalInterface
    interface Beside {
        void write(RecordEvidence.Into zip) throws IOException;
    }

    /**
     * Puts the files and their manifest into one, sealed under the package's own key; whole and on the disk when this returns.
     *
     * @param beside what else goes in; such a package lists all its files by their hashes. Null: nothing
     */
    Sum finish(Path path, RecordKey key, @Nullable Beside beside) throws IOException {
        var parts = new ArrayList<Part>();
        for (var file : files) {
            file.writer().end();
            file.sealed().finish();
            parts.add(new Part(wish.file(file.form()), file.tally().size(), file.tally().sha256(), records));
        }
        try (var sealed = SealedFile.write(path, key)) {
            var tally = new Tally(sealed);
            var zip = new PackedZip(tally, LocalDateTime.ofInstant(cover.madeAt(), times.city()), beside != null);
            zip.put("manifest.json", json.writer().with(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsBytes(ExportManifest.of(cover, wish, parts, damaged)));
            for (var file : files) {
                try (var plain = SealedFile.read(file.path(), file.key())) {
                    zip.copy(wish.file(file.form()), plain);
                }
            }
            if (beside != null) {
                beside.write(zip);
            }
            zip.finish();
            sealed.finish();
            return new Sum(tally.size(), tally.sha256());
        }
    }

    @Override
    public void close() throws IOException {
        for (var file : files) {
            try {
                file.sealed().close();
            } finally {
                Files.deleteIfExists(file.path());
            }
        }
    }
}

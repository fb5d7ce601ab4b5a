package org.cityarchive.server.vault;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.jspecify.annotations.Nullable;

/** What a destruction journal tells an older backup: what is gone, and how what survived opens now (EVIDENCE.md §6.2). */
public sealed interface JournalEntry {

    /**
     * A record was destroyed: its keys up to this life, its content and its aliases go.
     *
     * @param life the last one that was destroyed
     */
    record Destroyed(UUID record, int life) implements JournalEntry {}

    /** A batch key as it is stored now: a new one, or one that was wrapped anew. */
    record Batch(int number, String bucket, Instant hour, KeyId under, byte[] wrapped) implements JournalEntry {}

    /** A survivor's record key, wrapped anew. */
    record Survivor(RecordKeyRow row) implements JournalEntry {}

    /**
     * An import's own key as it is stored now.
     *
     * @param settled it is another one than before, and opens nothing that is gone: no upload of the import
     */
    record Upload(UUID job, KeyId under, byte[] wrapped, boolean settled) implements JournalEntry {}

    /** A refused line of an import as it is sealed now; empty: it went with a destroyed record. */
    record Line(UUID job, long line, byte[] sealed) implements JournalEntry {}

    /** A bucket key that is destroyed once this journal is kept. */
    record Retired(KeyId key) implements JournalEntry {}

    /** As a line spells it. */
    default Map<String, @Nullable Object> members() {
        var members = new TreeMap<String, @Nullable Object>();
        switch (this) {
            case Destroyed(UUID record, int life) -> put(members, "destroyed", "record", record.toString(), "life", (long) life);
            case Batch(int number, String bucket, Instant hour, KeyId under, byte[] wrapped) -> put(members, "batch", "number",
                    (long) number, "bucket", bucket, "hour", hour.toString(), "under", under.value(), "wrapped", text(wrapped));
            case Survivor(RecordKeyRow row) -> put(members, "survivor", "record", row.subject().toString(), "life",
                    (long) row.life(), "batch", (long) row.batch(), "wrapped", text(row.wrapped()));
            case Upload(UUID job, KeyId under, byte[] wrapped, boolean settled) -> put(members, "upload", "import",
                    job.toString(), "under", under.value(), "wrapped", text(wrapped), "settled", settled);
            case Line(UUID job, long line, byte[] sealed) ->
                put(members, "line", "import", job.toString(), "line", line, "sealed", text(sealed));
            case Retired(KeyId key) -> put(members, "retired", "key", key.value());
        }
        return members;
    }

    /**
     * Reads a line's members.
     *
     * @throws KeyTrouble an entry that this program does not know
     */
    static JournalEntry of(Map<String, @Nullable Object> members) {
        var m = new Members(members);
        return switch (m.text("entry")) {
            case "destroyed" -> new Destroyed(m.id("record"), m.number("life"));
            case "batch" ->
                new Batch(m.number("number"), m.text("bucket"), Instant.parse(m.text("hour")), new KeyId(m.text("under")),
                        m.bytes("wrapped"));
            case "survivor" -> new Survivor(new RecordKeyRow(m.id("record"), m.number("life"), m.number("batch"),
                    m.bytes("wrapped")));
            case "upload" -> new Upload(m.id("import"), new KeyId(m.text("under")), m.bytes("wrapped"),
                    Boolean.TRUE.equals(members.get("settled")));
            case "line" -> new Line(m.id("import"), m.number("line"), m.bytes("sealed"));
            case "retired" -> new Retired(new KeyId(m.text("key")));
            default ->
                throw new KeyTrouble("A destruction journal holds an entry that this program does not know; use a newer one.");
        };
    }

    private static void put(Map<String, @Nullable Object> members, String entry, Object... namesAndValues) {
        members.put("entry", entry);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A line's members, each of the kind that is expected. */
    record Members(Map<String, @Nullable Object> members) {
        String text(String name) {
            if (members.get(name) instanceof String text) {
                return text;
            }
            throw lacking(name);
        }

        int number(String name) {
            if (members.get(name) instanceof Long number) {
                return Math.toIntExact(number);
            }
            throw lacking(name);
        }

        UUID id(String name) {
            return UUID.fromString(text(name));
        }

        byte[] bytes(String name) {
            return Base64.getDecoder().decode(text(name));
        }

        private static KeyTrouble lacking(String name) {
            return new KeyTrouble("A destruction journal lacks \"" + name + "\" in an entry.");
        }
    }
}

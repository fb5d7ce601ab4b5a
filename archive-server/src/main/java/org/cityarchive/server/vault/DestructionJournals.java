package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.store.LockedFile;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The destruction journals of an archive, counted from 1, each naming the hash of the one before and sealed by a key of the archive: a
 * restored backup applies those newer than itself before anyone opens it. The number and hash of the last one stand in the key store, so
 * that one taken away is known.
 *
 * <p>A journal is a file of lines: what it is, its entries, and the seal over all of that.
 */
public final class DestructionJournals {
    private static final String ENDING = ".journal";
    /** Locked by who writes; it never moves. */
    private static final String WRITING = "writing.lock";
    /** A refused line of an import is up to 8 MiB, here in base64. */
    private static final int LONGEST_LINE = 1 << 24;

    private final Path folder;
    private final KeyProvider keys;

    /** @param folder made where it lacks; beside the key store, or in a backup */
    public DestructionJournals(Path folder, KeyProvider keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** The journals of an archive's home. */
    public static DestructionJournals of(Path home, KeyProvider keys) {
        return new DestructionJournals(home.resolve("keys").resolve("journals"), keys);
    }

    /** A place in the chain: how many there are, and the hash of the last one's file. */
    public record Head(long number, String hash) {
        /** Before the first journal. */
        public static final Head NONE = new Head(0, "");

        /** Reads it as the key store keeps it. */
        public static Head of(String text) {
            int space = text.indexOf(' ');
            return new Head(Long.parseLong(text.substring(0, space)), text.substring(space + 1));
        }

        /** As the key store keeps it. */
        public String text() {
            return number + " " + hash;
        }
    }

    /**
     * The last journal.
     *
     * @throws KeyTrouble one of those up to the key store's head is missing or changed
     */
    public Head head() {
        return head(keys.journalHead().map(Head::of).orElse(Head.NONE));
    }

    /** @param known the head that is known from elsewhere: the chain reaches it */
    public Head head(Head known) {
        var last = Head.NONE;
        for (long number = 1; Files.exists(file(number)); number++) {
            last = read(number, last.hash(), _ -> {
            });
            if (number == known.number() && !last.equals(known)) {
                throw new KeyTrouble("The destruction journal " + file(number) + " is another one than the key store knows.");
            }
        }
        if (last.number() < known.number()) {
            throw new KeyTrouble("The destruction journal " + (last.number() + 1) + " of " + known.number() + " is missing in "
                    + folder
                    + ". Without it destroyed records would come back and survivors not open: bring it back from a backup.");
        }
        return last;
    }

    /**
     * Begins the next journal; one at a time writes, among all that write in the folder.
     *
     * @throws Failure.StoreBusy another writes
     */
    public JournalWriting begin() throws IOException {
        Files.createDirectories(folder);
        var alone = LockedFile.tried(folder.resolve(WRITING))
                .orElseThrow(() -> new Failure.StoreBusy("a destruction journal is being written"));
        try {
            var last = head();
            keys.journalHead(last.text()); // one that was whole when its writer was killed counts
            return new JournalWriting(file(last.number() + 1), last, seal(), whole -> keys.journalHead(whole.text()), alone);
        } catch (IOException | RuntimeException e) {
            alone.close();
            throw e;
        }
    }

    /**
     * Reads the journals after a number, oldest first.
     *
     * @throws KeyTrouble one is missing, changed or of another archive
     */
    public void after(long number, Consumer<JournalEntry> entries) {
        var head = head();
        var before = "";
        for (long next = 1; next <= head.number(); next++) {
            before = read(next, before, next > number ? entries : _ -> {
            }).hash();
        }
    }

    /**
     * Every record that a journal names as destroyed.
     *
     * @throws KeyTrouble one is missing, changed or of another archive
     */
    public Set<UUID> destroyed() {
        var destroyed = new HashSet<UUID>();
        after(0, entry -> {
            if (entry instanceof JournalEntry.Destroyed gone) {
                destroyed.add(gone.record());
            }
        });
        return destroyed;
    }

    /** Copies into another folder what it lacks. */
    public void copyTo(Path other) throws IOException {
        copyTo(other, head().number());
    }

    /** The same of as many as there are, be they fewer than the key store knows. */
    public void copyReadable(Path other) throws IOException {
        copyTo(other, head(Head.NONE).number());
    }

    private void copyTo(Path other, long last) throws IOException {
        Files.createDirectories(other);
        for (long number = 1; number <= last; number++) {
            var there = other.resolve(name(number));
            if (Files.notExists(there)) {
                var fresh = other.resolve(name(number) + ".new");
                Files.copy(file(number), fresh, StandardCopyOption.REPLACE_EXISTING);
                Files.move(fresh, there, StandardCopyOption.ATOMIC_MOVE);
            } else if (Files.mismatch(file(number), there) != -1) {
                throw new KeyTrouble("The destruction journal " + there + " is another one than " + file(number) + ".");
            }
        }
    }

    private Path file(long number) {
        return folder.resolve(name(number));
    }

    private static String name(long number) {
        return "%06d%s".formatted(number, ENDING);
    }

    private JournalSeal seal() {
        return new JournalSeal(keys.secret(Secret.BACKUP));
    }

    private Head read(long number, String before, Consumer<JournalEntry> entries) {
        var file = file(number);
        var seal = seal();
        var whole = JournalSeal.sha256();
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var line = line(in);
            var first = line == null ? Map.<String, @Nullable Object>of() : CanonicalJson.parseObject(line);
            if (!Long.valueOf(number).equals(first.get("number")) || !before.equals(first.get("before"))) {
                throw changed(file);
            }
            boolean sealed = false;
            while (line != null) {
                whole.update(line);
                whole.update((byte) '\n');
                var next = line(in);
                if (next == null) {
                    sealed = isSealed(seal, line);
                } else {
                    seal.add(line);
                }
                line = next;
            }
            if (!sealed) {
                throw changed(file);
            }
            tell(file, entries);
            return new Head(number, HexFormat.of().formatHex(whole.digest()));
        } catch (IOException | CanonicalJson.Malformed e) {
            throw new KeyTrouble("The destruction journal " + file + " cannot be read.", e);
        }
    }

    private static boolean isSealed(JournalSeal seal, byte[] last) {
        return CanonicalJson.parseObject(last).get("seal") instanceof String mac
                && MessageDigest.isEqual(mac.getBytes(US_ASCII), seal.text().getBytes(US_ASCII));
    }

    /** Only what was found whole is told. */
    private static void tell(Path file, Consumer<JournalEntry> entries) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            line(in);
            for (byte[] line = line(in); line != null; line = line(in)) {
                var members = CanonicalJson.parseObject(line);
                if (!members.containsKey("seal")) {
                    entries.accept(JournalEntry.of(members));
                }
            }
        }
    }

    private static byte @Nullable [] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return line.size() == 0 ? null : line.toByteArray();
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("a line that is too long");
            }
            line.write(b);
        }
        return line.toByteArray();
    }

    private static KeyTrouble changed(Path file) {
        return new KeyTrouble("The destruction journal " + file
                + " was changed, cut off, or is of another archive or place. Take the one of another backup.");
    }
}

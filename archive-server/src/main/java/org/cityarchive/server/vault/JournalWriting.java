package org.cityarchive.server.vault;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.store.LockedFile;
import org.cityarchive.server.vault.DestructionJournals.Head;
import org.jspecify.annotations.Nullable;

/** A destruction journal being written: it is there, whole and on the disk, when {@link #finish} returns, and not at all before. */
public final class JournalWriting implements AutoCloseable {
    private final Path file;
    private final Path fresh;
    private final Head before;
    private final JournalSeal seal;
    private final Consumer<Head> whole;
    private final MessageDigest digest = JournalSeal.sha256();
    private final LockedFile alone;
    private final FileChannel channel;
    private final OutputStream out;

    /** @param alone is closed with it */
    JournalWriting(Path file, Head before, JournalSeal seal, Consumer<Head> whole, LockedFile alone) throws IOException {
        this.alone = alone;
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
        this.before = before;
        this.seal = seal;
        this.whole = whole;
        this.channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        add(Map.of("number", before.number() + 1, "before", before.hash(), "v", 1L));
    }

    /** Tells one thing more. */
    public void add(JournalEntry entry) throws IOException {
        add(entry.members());
    }

    private void add(Map<String, ? extends @Nullable Object> members) throws IOException {
        byte[] line = CanonicalJson.write(members);
        seal.add(line);
        put(line);
    }

    private void put(byte[] line) throws IOException {
        out.write(line);
        out.write('\n');
        digest.update(line);
        digest.update((byte) '\n');
    }

    /** Seals it and puts it in its place. */
    public Head finish() throws IOException {
        put(CanonicalJson.write(Map.of("seal", seal.text())));
        out.flush();
        channel.force(true);
        channel.close();
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
        var head = new Head(before.number() + 1, HexFormat.of().formatHex(digest.digest()));
        whole.accept(head);
        return head;
    }

    @Override
    public void close() throws IOException {
        try (alone) {
            channel.close();
        }
    }
}

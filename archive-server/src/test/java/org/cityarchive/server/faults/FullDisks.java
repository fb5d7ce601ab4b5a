package org.cityarchive.server.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.awaitility.Awaitility;
import org.cityarchive.server.wiring.ArchiveProcess;

/** The disk of one part fills up, by another program, and has room again. Needs the right to mount a small disk. */
final class FullDisks {
    private static final int CALLERS = 4;
    private static final int PIECE = 1 << 16;
    private static final Duration SOON = Duration.ofSeconds(15);

    private FullDisks() {}

    static List<Scenario> all() {
        return List.of(full("disk-database", "pg", 400), full("disk-index", "index", 120), full("disk-keys", "keys", 64));
    }

    private static Scenario full(String name, String part, int megabytes) {
        return Scenario.of(name, chance -> {
            try (var home = FaultHome.begun()) {
                var folder = home.folder().resolve(part);
                var aside = home.folder().resolve(part + ".aside");
                Files.move(folder, aside);
                Files.createDirectory(folder);
                if (!FaultHome.run("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs",
                        folder.toString())) {
                    return Finding.note("not run: this user may not mount a disk");
                }
                try (var archive = filledFrom(home, aside, folder)) {
                    return filled(archive, home, folder, chance);
                } finally {
                    FaultHome.run("umount", "-l", folder.toString());
                }
            }
        });
    }

    private static ArchiveProcess filledFrom(FaultHome home, Path aside, Path folder) {
        FaultHome.run("cp", "-a", aside + "/.", folder.toString());
        return home.start();
    }

    private static Finding filled(ArchiveProcess archive, FaultHome home, Path folder, Chance chance) throws IOException {
        var oracle = new Oracle();
        oracle.send(archive, 50);
        archive.awaitReaders();
        boolean last = chance.below(2) == 0;
        Finding finding;
        try (var callers = new Callers(oracle, archive, CALLERS)) {
            chance.pause(Duration.ofMillis(500));
            fill(folder, last ? 0 : 6L << 20);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            finding = whileFull(archive, callers, last && folder.endsWith("pg"));
            Files.delete(folder.resolve("filler"));
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
        long began = System.nanoTime();
        archive.awaitReaders();
        Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptionsInstanceOf(RuntimeException.class)
                .until(() -> accepts(oracle, archive));
        return finding.and(oracle.check(archive, home.tables())).and(Finding.note((last ? "to the last byte" : "6 MB left")
                + ": ready again after " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms"));
    }

    private static boolean accepts(Oracle oracle, ArchiveProcess archive) {
        try {
            oracle.send(archive, 5);
            return true;
        } catch (AssertionError refused) {
            return false;
        }
    }

    /** @param databaseMayEnd a database whose disk another program fills to the last byte may have to stop until there is room */
    private static Finding whileFull(ArchiveProcess archive, Callers callers, boolean databaseMayEnd) {
        var finding = Outages.readinessIsDown(archive);
        int before = callers.refused();
        long until = System.nanoTime() + SOON.toNanos();
        while (callers.refused() == before && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos()); // callers that wait for an answer are no proof that it refuses
        }
        finding = finding.and(Finding.expect(callers.refused() > before, "nothing is refused on a full disk"));
        var read = archive.get("/api/v1/records?limit=5");
        boolean goesOn = read.statusCode() == 200 || (databaseMayEnd && read.statusCode() == 503);
        finding = finding.and(Finding.expect(goesOn, "reading answers " + read.statusCode() + " " + read.body()));
        return finding.and(Finding.note("a writer is told: " + callers.lastRefusal()));
    }

    private static void fill(Path folder, long left) throws IOException {
        var store = Files.getFileStore(folder);
        var bytes = ByteBuffer.allocate(PIECE);
        try (var file = FileChannel.open(folder.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (store.getUsableSpace() > left) {
                bytes.clear();
                file.write(bytes);
            }
        } catch (IOException e) {
            if (left > 0) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

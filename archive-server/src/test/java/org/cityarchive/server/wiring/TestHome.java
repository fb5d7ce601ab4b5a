package org.cityarchive.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

import org.cityarchive.server.database.EmbeddedDatabase;

/** Homes of archives under test, gone when the JVM ends. */
public final class TestHome {
    private static final String PROGRAMS = "pgbin";
    private static final Deque<Runnable> AT_END = new ConcurrentLinkedDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> AT_END.forEach(Runnable::run)));
    }

    private TestHome() {}

    /** A home whose own database is made and migrated, and nothing else: it is made once a JVM and copied. */
    private static final class Laid {
        static final Path HOME = lay();

        private static Path lay() {
            var home = empty();
            try (var database = EmbeddedDatabase.start(home)) {
                database.open().close();
            }
            folder(home.resolve(PROGRAMS)); // where this JVM has them elsewhere, the first process that needs them unpacks them
            return home;
        }

        private static void folder(Path folder) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty folder: a first start finds nothing. */
    public static Path empty() {
        try {
            var home = Files.createTempDirectory("archive-home-");
            atEnd(() -> delete(home));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A home as a start leaves it that was killed as soon as the database stood; no key, no fact, no person. */
    public static Path laid() {
        var home = empty();
        try {
            Files.walkFileTree(Laid.HOME, new Copying(Laid.HOME, home));
            Files.createSymbolicLink(home.resolve(PROGRAMS), Laid.HOME.resolve(PROGRAMS));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies all but PostgreSQL's programs. */
    private static final class Copying extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copying(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (folder.equals(from.resolve(PROGRAMS))) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (!folder.equals(from)) {
                copy(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            copy(file);
            return FileVisitResult.CONTINUE;
        }

        private void copy(Path one) throws IOException {
            Files.copy(one, to.resolve(from.relativize(one)), StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Does something when the JVM ends, before what was asked for earlier. */
    static void atEnd(Runnable something) {
        AT_END.push(something);
    }

    /** Deletes a folder of a test, as far as it is there. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.cityarchive.server.disposition;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** The name of a home among those on one database: each has an index, uploads and packages of its own. */
final class HomeName {
    private static final String FILE = "home-id";

    private HomeName() {}

    /** As it stands in the home; made at its first start. */
    static UUID of(Path home) {
        var file = home.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                var fresh = Files.writeString(home.resolve(FILE + ".new"), UUID.randomUUID() + "\n");
                try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the name of the home cannot be read or written", e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("the file " + file + " does not hold what this program wrote; bring it back", e);
        }
    }

    /** Where it is, for people. */
    static String place(Path home) {
        try {
            return InetAddress.getLocalHost().getHostName() + ":" + home.toAbsolutePath().normalize();
        } catch (UnknownHostException _) {
            return String.valueOf(home.toAbsolutePath().normalize());
        }
    }
}

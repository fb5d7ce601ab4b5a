package org.cityarchive.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** The embedded server's passwords: random, kept in a file of the home that only its owner can read. */
final class EmbeddedPasswords {
    private static final String FILE = "pg.passwords";
    private static final int BYTES = 24;
    private static final String[] USERS = {"postgres", Database.OWNER, Database.APP};

    private final Properties byUser;

    private EmbeddedPasswords(Properties byUser) {
        this.byUser = byUser;
    }

    static EmbeddedPasswords in(Path home) throws IOException {
        Path file = home.resolve(FILE);
        var byUser = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                byUser.load(in);
            }
            return new EmbeddedPasswords(byUser);
        }
        var random = new SecureRandom();
        for (String user : USERS) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            byUser.setProperty(user, HexFormat.of().formatHex(bytes));
        }
        Path written = Files.createTempFile(home, FILE, ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var out = Files.newBufferedWriter(written)) {
            byUser.store(out, null);
        }
        Files.move(written, file);
        return new EmbeddedPasswords(byUser);
    }

    String of(String user) {
        String password = byUser.getProperty(user);
        if (password == null) {
            throw new DatabaseTrouble("The file " + FILE + " in the home lacks the password of " + user + ".", null);
        }
        return password;
    }
}

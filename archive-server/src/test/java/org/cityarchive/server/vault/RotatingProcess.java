package org.cityarchive.server.vault;

import java.nio.file.Path;
import java.time.Clock;

import org.postgresql.ds.PGSimpleDataSource;

/** Rotates keys over and over, to be killed. */
public final class RotatingProcess {
    private RotatingProcess() {}

    /** @param arguments the address of the database, and the home */
    public static void main(String[] arguments) {
        var database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        var home = Path.of(arguments[1]);
        var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
        var rotation = new KeyRotation(database, keys, DestructionJournals.of(home, keys), Clock.systemUTC());
        System.out.println("ready");
        while (true) {
            rotation.run();
            keys.changeMaster(null);
        }
    }
}

package org.cityarchive.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** An archive of many records, imported once by a server in a small heap and kept for the rows that ask it. */
record BigArchive(Path home, int records) {
    private static final String WHOLE = "bench.whole";

    /** The archive of this run's size; built where it is not there yet. */
    static BigArchive of(Setup setup) throws Exception {
        var big = named(setup);
        if (Files.notExists(big.home.resolve(WHOLE))) {
            build(setup);
        }
        return big;
    }

    private static BigArchive named(Setup setup) {
        int records = setup.size(20_000, 200_000);
        return new BigArchive(setup.work().resolve("big-" + records), records);
    }

    /**
     * Builds it anew.
     *
     * @return the most memory that the server held meanwhile, MiB
     */
    static double build(Setup setup) throws Exception {
        var big = named(setup);
        Folders.delete(big.home);
        Files.createDirectories(big.home);
        var lines = LineFile.of(setup.work(), big.posts(setup).next(big.records));
        try (var server = Shipped.serve(setup, big.home, "512m")) {
            Shipped.run(setup,
                    List.of("import", "observed", lines.file().toString(), "--add-accounts", "--home", big.home.toString()));
            Files.writeString(big.home.resolve(WHOLE), String.format(Locale.ROOT, "%d%n", big.records));
            return server.mebibytes("VmHWM");
        } finally {
            Files.delete(lines.file());
        }
    }

    /** The posts it holds, from the first. */
    Posts posts(Setup setup) throws IOException {
        return Posts.open(setup.posts());
    }
}

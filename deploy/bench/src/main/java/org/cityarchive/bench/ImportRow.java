package org.cityarchive.bench;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A file is imported end to end by the running server, until its last record can be found; its rows are then put beside it by COPY. */
final class ImportRow implements Row {
    private static final int WARM = 6;
    private static final int WARMEST = 20;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var posts = Posts.open(setup.posts());
        int size = setup.size(2_000, 10_000);
        var warming = new Warming(WARM, WARMEST);
        try (var server = Server.fresh(setup)) {
            var measured = new ArrayList<double[]>();
            try (var superuser = server.superuser()) {
                var peer = new PeerTables(superuser);
                while (warming.goesOn()) {
                    cycle(server, peer, LineFile.of(setup.work(), posts.next(size)));
                }
                for (int cycle = 0; cycle < setup.cycles(); cycle++) {
                    measured.add(cycle(server, peer, LineFile.of(setup.work(), posts.next(size))));
                }
            }
            return List.of(Figure.of(name(), "captured and searchable, import end to end",
                    "COPY of the same rows into the same tables, 1,000 a commit", Goal.atLeast(0.3, 0.5),
                    Turns.ratio(measured, 1, 0)).with("records a second", Math.rint(size / Turns.median(measured, 0)))
                    .with("warm-up, records", (double) warming.cycles() * size)
                    .with("µs a record: processor time, all readers", Turns.median(measured, 3) / size * 1e6)
                    .with("µs a record: processor time, COPY", Turns.median(measured, 4) / size * 1e6)
                    .with("records a second, captured", Math.rint(size / Turns.median(measured, 2)))
                    .with("COPY records a second", Math.rint(size / Turns.median(measured, 1))));
        } finally {
            Folders.deleteBeginning(setup.work(), "server-");
        }
    }

    private static double[] cycle(Server server, PeerTables peer, LineFile lines) throws Exception {
        long after = server.head();
        var captured = new double[1];
        double before = Cpu.used(server.home());
        double whole = Turns.timed(() -> {
            captured[0] = Turns.timed(() -> server.importWhole(lines)) / 1e9;
            server.await(Server.INDEX);
        }) / 1e9;
        server.awaitAll();
        server.awaitStandings(); // they wait for the import, and may not be left for COPY to run beside
        double used = Cpu.used(server.home()) - before;
        var rows = peer.written(after, server.head());
        before = Cpu.used(server.home());
        double copy = Turns.timed(() -> peer.copy(rows)) / 1e9;
        double copyUsed = Cpu.used(server.home()) - before;
        Files.delete(lines.file());
        return new double[]{whole, copy, captured[0], used, copyUsed};
    }
}

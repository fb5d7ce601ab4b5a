package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.List;

/** A server on kept data: how much memory an import takes in a small heap, how soon the first page comes, what it holds when idle. */
final class ServerRow implements Row {
    private static final long IDLE_MILLIS = 15_000;

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        double most = BigArchive.build(setup);
        var big = BigArchive.of(setup);
        var starts = new ArrayList<Double>();
        double idle = 0;
        for (int i = -1; i < setup.size(3, setup.cycles()); i++) {
            try (var server = Shipped.serve(setup, big.home(), "1g")) {
                if (i >= 0) {
                    starts.add(server.secondsToFirstPage());
                }
                if (i == 0) {
                    Thread.sleep(IDLE_MILLIS);
                    idle = server.mebibytes("VmRSS");
                }
            }
        }
        var records = String.format("%,d records", big.records());
        return List.of(
                Figure.of(name(), "start to first page, kept data of " + records, "—", Goal.atMost(6, 3, "s"), Spread.of(starts))
                        .with("started by", Shipped.launched(setup) ? "./archive" : "class path, no cache"),
                Figure.of(name(), "most memory of the server, import of " + records + " in a heap of 512 MiB", "—",
                        Goal.atMost(1_024, 1_024, "MiB"), Spread.of(most)),
                Figure.of(name(), "memory of an idle server, without PostgreSQL", "—", Goal.atMost(350, 350, "MiB"),
                        Spread.of(idle)));
    }
}

package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server on kept data: how much memory an import takes in a small heap, how soon the first page comes, what it holds when idle. Idle is a
 * server at rest for two and a half minutes after its start: what the start took is given back at the collection of each minute. Pages of
 * files that it reads (the index, its own program) are counted too, and told apart.
 */
final class ServerRow implements Row {

    @Override
    public String name() {
        return "server";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        double most = BigArchive.build(setup);
        var big = BigArchive.of(setup);
        var starts = new ArrayList<Double>();
        int rest = setup.size(15, 150);
        var idle = new double[3];
        for (int i = -1; i < setup.size(3, setup.cycles()); i++) {
            try (var server = Shipped.serve(setup, big.home(), "1g")) {
                if (i >= 0) {
                    starts.add(server.secondsToFirstPage());
                }
                if (i == 0) {
                    TimeUnit.SECONDS.sleep(rest);
                    idle = new double[]{server.mebibytes("VmRSS"), server.mebibytes("RssAnon"), server.mebibytes("RssFile")};
                }
            }
        }
        var records = String.format("%,d records", big.records());
        return List.of(
                Figure.of(name(), "start to first page, kept data of " + records, "—", Goal.atMost(6, 3, "s"), Spread.of(starts))
                        .with("started by", Shipped.launched(setup) ? "./archive" : "class path, no cache"),
                Figure.of(name(), "most memory of the server, import of " + records + " in a heap of 512 MiB", "—",
                        Goal.atMost(1_024, 1_024, "MiB"), Spread.of(most)),
                Figure.of(name(), "memory of an idle server, " + rest + " s after its start, without PostgreSQL", "—",
                        Goal.atMost(350, 350, "MiB"), Spread.of(idle[0])).with("MiB of it: its own", idle[1])
                        .with("MiB of it: pages of files", idle[2]));
    }
}

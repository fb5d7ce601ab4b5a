package org.cityarchive.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.server.search.RecordsIndexed;

/** One archive grows by tens: how the same questions, the same append, the disk and the memory stand at each size. */
final class GrowthRow implements Row {
    private static final int FIRST = 10_000;
    private static final int FILE = 50_000;
    private static final int ASKED = 40;

    /** All records, by words that were not asked before: what was counted last is not to answer. */
    private static final List<String> ALL = IntStream.rangeClosed(1, 5).mapToObj("after:190%d-01-DAY"::formatted).toList();

    private final TreeMap<String, Object> parts = new TreeMap<>();
    private List<String> accounts = List.of();

    @Override
    public String name() {
        return "growth";
    }

    /** Where a stage stands: milliseconds, milliseconds, microseconds of processor time a record. */
    private record Stage(int records, double account, double facets, double append) {}

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var posts = Posts.open(setup.posts());
        var sample = Posts.open(setup.posts()).next(ASKED);
        accounts = sample.stream().map(Post::account).toList();
        var stages = new ArrayList<Stage>();
        try (var server = Server.fresh(setup)) {
            int held = 0;
            grow(server, setup, posts, 5_000); // the machine warms up on what counts as part of the first stage
            held += 5_000;
            for (int wanted = FIRST; wanted <= setup.growth(); wanted *= 10) {
                double append = 0;
                while (held < wanted) {
                    int more = Math.min(FILE, wanted - held);
                    append = grow(server, setup, posts, more);
                    held += more;
                }
                stages.add(stage(server, held, append));
                System.err.printf("%n  %s%n", stages.getLast());
            }
        } finally {
            Folders.deleteBeginning(setup.work(), "server-");
        }
        return figures(stages);
    }

    /** @return microseconds of processor time a record, of this process and PostgreSQL, until all readers have read it */
    private static double grow(Server server, Setup setup, Posts posts, int records) throws Exception {
        var lines = LineFile.of(setup.work(), posts.next(records));
        double before = Cpu.used(server.home());
        server.importFound(lines);
        server.awaitAll();
        double used = Cpu.used(server.home()) - before;
        Files.delete(lines.file());
        return used / records * 1e6;
    }

    private Stage stage(Server server, int records, double append) throws Exception {
        var search = server.part(RecordSearch.class);
        server.part(RecordIndex.class).commit();
        server.part(RecordIndex.class).refresh();
        double account = p50(search, accounts, false);
        double facets = p50(search, ALL, true);
        double again = p50(search, List.of("", "", "", "", ""), true);
        var name = String.format("%,9d records: ", records);
        try (var superuser = server.superuser()) {
            StorageRow.tables(superuser)
                    .forEach((part, bytes) -> put(name + part + ", bytes a record", bytes / (double) records));
        }
        put(name + "index, bytes a record", Folders.bytes(server.home().resolve("index")) / (double) records);
        put(name + "account p50 ms", account);
        put(name + "facets over all p50 ms, counted", facets);
        put(name + "facets over all p50 ms, asked again before a change", again);
        put(name + "append µs processor time a record", append);
        put(name + "index rebuilt, records a second",
                records / (Turns.timed(() -> server.part(RecordsIndexed.class).rebuild()) / 1e9));
        System.gc();
        put(name + "heap MiB", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1048576.0);
        return new Stage(records, account, facets, append);
    }

    private void put(String part, double value) {
        parts.put(part, Math.round(value * 100) / 100.0);
    }

    private static double p50(RecordSearch search, List<String> accounts, boolean facets) throws Exception {
        var millis = new double[0];
        for (int round = 0; round < 4; round++) { // the last round counts
            millis = new double[accounts.size()];
            for (int i = 0; i < millis.length; i++) {
                var query = facets
                        ? RecordQuery.parse(accounts.get(i).replace("DAY", "1" + round), ZoneId.of("UTC"))
                        : new RecordQuery.OnAccount(accounts.get(i));
                var asked = new Search(query, Sort.NEWEST, 20, null, null, null, facets);
                millis[i] = Turns.timed(() -> search.search(asked)) / 1e6;
            }
        }
        return Spread.quantile(millis, 0.5);
    }

    private List<Figure> figures(List<Stage> stages) {
        var first = stages.getFirst();
        var last = stages.getLast();
        var to = String.format("%,d to %,d records", first.records, last.records);
        return List.of(
                new Figure(name(), "an account's newest 20, " + to, "itself", Goal.atMost(3, 1, "×"),
                        Spread.of(last.account / first.account), parts),
                Figure.of(name(), "append, processor time a record, " + to, "itself", Goal.atMost(1.6, 1, "×"),
                        Spread.of(last.append / first.append)),
                Figure.of(name(), "facets over all, " + to, "itself", Goal.atMost(30, 10, "×"),
                        Spread.of(last.facets / first.facets)));
    }
}

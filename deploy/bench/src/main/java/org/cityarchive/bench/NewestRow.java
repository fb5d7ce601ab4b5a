package org.cityarchive.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;

/** The newest 20 records of an account, with their exact number; beside it SQLite in this process, on an index that is made for it. */
final class NewestRow implements Row {
    private static final int PAGE = 20;
    private static final int WARM = 20;

    @Override
    public String name() {
        return "newest";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        var big = BigArchive.of(setup);
        var posts = big.posts(setup).next(big.records());
        var accounts = posts.stream().limit(setup.size(200, 400)).map(Post::account).toList();
        Path file = Files.createTempFile(setup.work(), "peer", ".sqlite");
        try (var server = Server.on(big.home()); var sqlite = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            server.awaitAll();
            fill(sqlite, posts);
            var search = server.part(RecordSearch.class);
            var own = new ArrayList<Double>();
            var other = new ArrayList<Double>();
            for (int cycle = -WARM; cycle < setup.cycles(); cycle++) {
                double mine = cycle % 2 == 0 ? ours(search, accounts) : 0;
                double theirs = theirs(sqlite, accounts);
                mine = cycle % 2 == 0 ? mine : ours(search, accounts);
                if (cycle >= 0) {
                    own.add(mine);
                    other.add(theirs);
                }
            }
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < own.size(); i++) {
                ratios.add(own.get(i) / other.get(i));
            }
            return List.of(Figure.of(name(), String.format("an account's newest 20 in %,d records, p50", big.records()),
                    "SQLite in process, index on account and time: its time", Goal.atMost(1.5, 1, "×"), Spread.of(ratios))
                    .with("p50 µs", Spread.of(own).median()).with("SQLite p50 µs", Spread.of(other).median()));
        } finally {
            Files.delete(file);
        }
    }

    private static double ours(RecordSearch search, List<String> accounts) throws Exception {
        var micros = new double[accounts.size()];
        for (int i = 0; i < micros.length; i++) {
            var asked = new Search(new RecordQuery.OnAccount(accounts.get(i)), Sort.NEWEST, PAGE, null, null, null, false);
            micros[i] = Turns.timed(() -> {
                if (search.search(asked).hits().isEmpty()) {
                    throw new IllegalStateException("an account without records");
                }
            }) / 1e3;
        }
        return Spread.quantile(micros, 0.5);
    }

    private static double theirs(Connection sqlite, List<String> accounts) throws Exception {
        var micros = new double[accounts.size()];
        try (var select = sqlite.prepareStatement("select id, made from record where account = ? order by made desc limit 20");
                var total = sqlite.prepareStatement("select count(*) from record where account = ?")) {
            for (int i = 0; i < micros.length; i++) {
                String account = accounts.get(i);
                micros[i] = Turns.timed(() -> {
                    select.setString(1, account);
                    try (var rows = select.executeQuery()) {
                        while (rows.next()) {
                            rows.getString(1);
                        }
                    }
                    total.setString(1, account);
                    try (var row = total.executeQuery()) {
                        row.next();
                    }
                }) / 1e3;
            }
        }
        return Spread.quantile(micros, 0.5);
    }

    private static void fill(Connection sqlite, List<Post> posts) throws SQLException {
        try (var statement = sqlite.createStatement()) {
            statement.execute("create table record (id text primary key, account text, made integer, line text)");
            sqlite.setAutoCommit(false);
            try (var insert = sqlite.prepareStatement("insert into record values (?, ?, ?, ?)")) {
                for (var post : posts) {
                    insert.setString(1, post.platform() + post.account() + post.id());
                    insert.setString(2, post.account());
                    insert.setLong(3, post.createdAt().toEpochMilli());
                    insert.setString(4, post.line());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            statement.execute("create index record_newest on record (account, made)");
            sqlite.commit();
            sqlite.setAutoCommit(true);
        }
    }
}

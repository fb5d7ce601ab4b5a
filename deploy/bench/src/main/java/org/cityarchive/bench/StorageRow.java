package org.cityarchive.bench;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a record takes on the disk, part by part, beside its own line: for short lines and for what platforms answer. */
final class StorageRow implements Row {
    private static final List<String> FACTS = List.of("event", "event_metadata", "event_tag", "event_commit");
    private static final List<String> VAULT = List.of("vault_part", "vault_record_key", "vault_batch_key", "vault_alias",
            "capture_sighting");
    private static final List<String> LOG = List.of("evidence_tile", "evidence_checkpoint");

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        int size = setup.size(4_000, 20_000);
        var posts = Posts.open(setup.posts());
        return List.of(
                kept(setup, "lines of 0.5 KB", posts.next(size).stream().map(Post::line).toList(), Goal.atMost(4, 2.5, "×")),
                kept(setup, "platform JSON of 2 KB or more",
                        posts.next(size / 2).stream().map(PlatformJson::line).toList(), Goal.atMost(1.5, 1, "×")));
    }

    private Figure kept(Setup setup, String what, List<String> lines, Goal goal) throws Exception {
        var file = Files.createTempFile(setup.work(), "posts", ".ndjson");
        Files.write(file, lines);
        long raw = Files.size(file);
        try (var server = Server.fresh(setup)) {
            server.importFound(new LineFile(file));
            server.awaitAll();
            var index = server.part(org.cityarchive.search.index.RecordIndex.class);
            index.commit();
            var parts = new TreeMap<String, Long>();
            try (var superuser = server.superuser()) {
                parts.putAll(tables(superuser));
            }
            parts.put("index", Folders.bytes(server.home().resolve("index")));
            double all = parts.values().stream().mapToLong(Long::longValue).sum();
            var figure = Figure.of(name(), "kept on disk: " + what, "the raw JSON", goal, Spread.of(all / raw))
                    .with("bytes a record: raw", (double) raw / lines.size());
            for (var part : parts.entrySet()) {
                figure = figure.with("bytes a record: " + part.getKey(), (double) part.getValue() / lines.size());
            }
            return figure;
        } finally {
            Files.delete(file);
            Folders.deleteBeginning(setup.work(), "server-");
        }
    }

    /** Bytes of tables with their indexes, in parts; the write-ahead log is PostgreSQL's own and does not grow with the records. */
    static Map<String, Long> tables(Connection connection) throws SQLException {
        var parts = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select relname, pg_total_relation_size(oid) from pg_class
                        where relnamespace = 'public'::regnamespace and relkind = 'r'""")) {
            while (rows.next()) {
                String table = rows.getString(1);
                String part = FACTS.contains(table)
                        ? "facts"
                        : VAULT.contains(table) ? "vault" : LOG.contains(table) ? "log" : "read models";
                parts.merge(part, rows.getLong(2), Long::sum);
            }
        }
        return parts;
    }
}

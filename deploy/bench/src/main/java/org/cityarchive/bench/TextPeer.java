package org.cityarchive.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Words;

/**
 * PostgreSQL's full text over the same records: a stored tsvector, a GIN index, grouping sets, ts_headline. The vector holds the very words
 * that the archive finds, folded as it folds them, at the same places, so that the same questions have the same answers: its own parser
 * tells words apart otherwise ("city's", "covid-19", links). Each question is one statement, prepared, and looks the words up once.
 */
final class TextPeer implements AutoCloseable {
    private static final List<String> FACETS = List.of("account", "platform", "kind", "author", "author_name", "year", "deleted",
            "edited", "hidden", "link", "lang");
    private static final String COLUMNS = String.join(", ", FACETS);
    private static final String WORD = """
            with hit as materialized (select id, made, %1$s from peer.doc where words @@ ?::tsquery)
            select grouping(%1$s) as told, %1$s, count(*) as n, null::uuid as id from hit group by grouping sets ((), (%2$s))
            union all select * from (select -1, %3$s, 0, id from hit order by made desc, id limit 20) newest"""
            .formatted(COLUMNS, String.join("), (", FACETS),
                    "null::text, null::text, null::text, null::text, null::text, null::int, null::boolean, null::boolean,"
                            + " null::boolean, null::boolean, null::text");
    private static final String PHRASE = """
            select id, count(*) over () from peer.doc where words @@ ?::tsquery order by made desc, id limit 20""";
    private static final String HIGHLIGHT = """
            select id, n, ts_headline('simple', body, ?::tsquery, 'HighlightAll=true') from
            (select id, body, made, count(*) over () as n from peer.doc where words @@ ?::tsquery
             order by made desc, id limit 20) found order by made desc, id""";

    private final Connection connection;
    private final Words analyzer;
    private final PreparedStatement facets;
    private final PreparedStatement phrase;
    private final PreparedStatement highlight;

    /**
     * @param analyzer the archive's own
     * @param city in whose zone years are counted
     * @param ids how the archive names a post
     */
    TextPeer(Connection connection, Words analyzer, List<Post> posts, ZoneId city, Function<Post, RecordId> ids)
            throws SQLException {
        this.connection = connection;
        this.analyzer = analyzer;
        fill(posts, city, ids);
        facets = connection.prepareStatement(WORD);
        phrase = connection.prepareStatement(PHRASE);
        highlight = connection.prepareStatement(HIGHLIGHT);
    }

    private void fill(List<Post> posts, ZoneId city, Function<Post, RecordId> ids) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists peer");
            statement.execute("drop table if exists peer.doc");
            statement.execute("""
                    create table peer.doc (id uuid primary key, account text, platform text, kind text, author text,
                        author_name text, year int, deleted boolean, edited boolean, hidden boolean, link boolean, lang text,
                        made timestamptz, body text, words tsvector)""");
            var handles = new java.util.HashSet<String>();
            posts.forEach(post -> handles.add(post.platform() + "/" + post.account()));
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement(
                    "insert into peer.doc values (?, ?, ?, ?, ?, ?, ?, false, false, false, ?, ?, ?, ?, ?::tsvector)")) {
                for (var post : posts) {
                    insert.setObject(1, ids.apply(post).value());
                    insert.setString(2, post.account());
                    insert.setString(3, post.platform());
                    insert.setString(4, post.kind());
                    insert.setString(5, post.author() == null
                            ? "unknown"
                            : handles.contains(post.platform() + "/" + post.author()) ? "city" : "public");
                    insert.setString(6, post.author());
                    insert.setInt(7, post.createdAt().atZone(city).getYear());
                    insert.setBoolean(8, post.text().contains("://"));
                    insert.setString(9, post.lang());
                    insert.setTimestamp(10, Timestamp.from(post.createdAt()));
                    insert.setString(11, post.text().replace("\0", ""));
                    insert.setString(12, vector(post.text()));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("create index on peer.doc using gin (words)");
            statement.execute("create index on peer.doc (account, made)");
            statement.execute("vacuum analyze peer.doc");
        }
    }

    /** The words of a text at their places, as a vector is written. */
    private String vector(String text) {
        var places = new TreeMap<String, StringBuilder>();
        int place = 0;
        for (var word : analyzer.tokens(text)) {
            var list = places.computeIfAbsent(quoted(word.folded()), _ -> new StringBuilder());
            list.append(list.isEmpty() ? ":" : ",").append(++place);
        }
        var vector = new StringBuilder();
        places.forEach((word, list) -> vector.append(word).append(list).append(' '));
        return vector.toString();
    }

    /** Words one after another, as a query is written. */
    private String query(String words) {
        return analyzer.tokens(words).stream().map(word -> quoted(word.folded())).collect(Collectors.joining(" <-> "));
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    Answered wordWithFacets(String word) throws SQLException {
        facets.setString(1, query(word));
        long total = 0;
        var page = new ArrayList<UUID>();
        var counts = new TreeMap<String, Map<String, Long>>();
        Answered.COMPARED.forEach(name -> counts.put(name, new TreeMap<>()));
        int all = (1 << FACETS.size()) - 1;
        try (var rows = facets.executeQuery()) {
            while (rows.next()) {
                int told = rows.getInt(1);
                if (told == -1) {
                    page.add(rows.getObject(FACETS.size() + 3, UUID.class));
                } else if (told == all) {
                    total = rows.getLong(FACETS.size() + 2);
                } else {
                    count(rows, Integer.numberOfLeadingZeros(all & ~told) - (Integer.SIZE - FACETS.size()), counts);
                }
            }
        }
        return new Answered(total, page, counts, List.of());
    }

    private static void count(ResultSet row, int column, Map<String, Map<String, Long>> into) throws SQLException {
        var counts = into.get(FACETS.get(column));
        var value = row.getString(column + 2);
        if (counts != null && value != null) {
            counts.put(value.equals("t") ? "true" : value.equals("f") ? "false" : value, row.getLong(FACETS.size() + 2));
        }
    }

    Answered phrase(String words) throws SQLException {
        phrase.setString(1, query(words));
        return page(phrase);
    }

    Answered highlighted(String words) throws SQLException {
        highlight.setString(1, query(words));
        highlight.setString(2, query(words));
        return page(highlight);
    }

    private static Answered page(PreparedStatement select) throws SQLException {
        long total = 0;
        var page = new ArrayList<UUID>();
        var texts = new ArrayList<String>();
        try (var rows = select.executeQuery()) {
            boolean shown = rows.getMetaData().getColumnCount() > 2;
            while (rows.next()) {
                page.add(rows.getObject(1, UUID.class));
                total = rows.getLong(2);
                if (shown) {
                    texts.add(rows.getString(3).replace("<b>", "").replace("</b>", ""));
                }
            }
        }
        return new Answered(total, page, Map.of(), texts);
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop table peer.doc");
        }
        connection.close();
    }
}

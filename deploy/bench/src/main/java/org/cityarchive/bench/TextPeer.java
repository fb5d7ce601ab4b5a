package org.cityarchive.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;

/** PostgreSQL's full text over the same records: a stored tsvector, a GIN index, ts_headline. */
final class TextPeer implements AutoCloseable {
    private static final int PAGE = 20;
    private static final String FACETS = """
            with hit as materialized (select account, platform, kind, year, lang from peer.doc where words @@ to_tsquery('simple', ?))
            select grouping(account, platform, kind, year, lang), account, platform, kind, year, lang, count(*) from hit
            group by grouping sets ((), (account), (platform), (kind), (year), (lang))""";
    private static final String NEWEST = "select id from peer.doc where words @@ to_tsquery('simple', ?) order by made desc limit 20";
    private static final String PHRASE = """
            select id, count(*) over () from peer.doc where words @@ phraseto_tsquery('simple', ?) order by made desc limit 20""";
    private static final String HIGHLIGHT = """
            select id, n, ts_headline('simple', body, phraseto_tsquery('simple', ?), 'HighlightAll=true') from
            (select id, body, made, count(*) over () as n from peer.doc where words @@ phraseto_tsquery('simple', ?)
             order by made desc limit 20) found""";

    private final Connection connection;
    private final PreparedStatement facets;
    private final PreparedStatement newest;
    private final PreparedStatement phrase;
    private final PreparedStatement highlight;

    TextPeer(Connection connection, List<Post> posts) throws SQLException {
        this.connection = connection;
        fill(posts);
        facets = connection.prepareStatement(FACETS);
        newest = connection.prepareStatement(NEWEST);
        phrase = connection.prepareStatement(PHRASE);
        highlight = connection.prepareStatement(HIGHLIGHT);
    }

    private void fill(List<Post> posts) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists peer");
            statement.execute("drop table if exists peer.doc");
            statement.execute("""
                    create table peer.doc (id text primary key, account text, platform text, kind text, year int, lang text,
                        made timestamptz, body text, words tsvector generated always as (to_tsvector('simple', body)) stored)""");
            connection.setAutoCommit(false);
            try (var insert = connection.prepareStatement("insert into peer.doc values (?, ?, ?, ?, ?, ?, ?, ?)")) {
                for (var post : posts) {
                    insert.setString(1, post.platform() + post.account() + post.id());
                    insert.setString(2, post.account());
                    insert.setString(3, post.platform());
                    insert.setString(4, post.kind());
                    insert.setInt(5, post.createdAt().atZone(ZoneOffset.UTC).getYear());
                    insert.setString(6, post.lang());
                    insert.setTimestamp(7, Timestamp.from(post.createdAt()));
                    insert.setString(8, post.text().replace("\0", ""));
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

    long wordWithFacets(String word) throws SQLException {
        facets.setString(1, word);
        long total = 0;
        try (var rows = facets.executeQuery()) {
            while (rows.next()) {
                total = rows.getInt(1) == 0b11111 ? rows.getLong(7) : total;
            }
        }
        newest.setString(1, word);
        long _ = count(newest);
        return total;
    }

    long phrase(String words) throws SQLException {
        phrase.setString(1, words);
        return count(phrase);
    }

    long highlighted(String words) throws SQLException {
        highlight.setString(1, words);
        highlight.setString(2, words);
        return count(highlight);
    }

    private static long count(PreparedStatement select) throws SQLException {
        long total = 0;
        int page = 0;
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                page++;
                total = rows.getMetaData().getColumnCount() > 1 ? rows.getLong(2) : page;
            }
        }
        if (page > PAGE) {
            throw new IllegalStateException("more than a page");
        }
        return total;
    }

    @Override
    public void close() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("drop table peer.doc");
        }
        connection.close();
    }
}

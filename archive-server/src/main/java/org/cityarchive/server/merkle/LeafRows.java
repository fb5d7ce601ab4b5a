package org.cityarchive.server.merkle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.evidence.LogEntry;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.server.store.CommitMac;

/** Facts as leaves, commit by commit, each commit's seal checked first (EVIDENCE.md §8: a fact forged by a direct insert). */
final class LeafRows {
    private static final String COMMITS = """
            select number, first_position, last_position, mac from event_commit
            where last_position > ? and last_position >= first_position order by number limit ?""";
    private static final String FACTS = """
            select position, id, type, revision, at, payload, metadata, nonce from fact
            where position > ? and position <= ? order by position""";

    private final CommitMac seal;

    LeafRows(byte[] commitSecret) {
        this.seal = new CommitMac(commitSecret);
    }

    /** A commit that is not as it was written. */
    static final class ForgedCommit extends RuntimeException {
        ForgedCommit(long number, String what) {
            super("commit " + number + " " + what);
        }
    }

    private record Commit(long number, long first, long last, byte[] mac) {}

    /**
     * The entries after a position, as far as the next commits go.
     *
     * @throws ForgedCommit a commit's facts are not those it was sealed with
     */
    List<LogEntry> after(Connection connection, long position, int commits) throws SQLException {
        var found = commits(connection, position, commits);
        if (found.isEmpty()) {
            return List.of();
        }
        var entries = entries(connection, position, found.getLast().last());
        long next = position + 1;
        for (var commit : found) {
            if (commit.first() != next || commit.last() - position > entries.size()) {
                throw new ForgedCommit(commit.number(), "does not begin where the one before ends, or facts of it are missing");
            }
            var own = entries.subList((int) (commit.first() - position - 1), (int) (commit.last() - position));
            var sealed = seal.of(commit.number(), commit.first(),
                    own.stream().map(entry -> new CommitMac.Entry(entry.id(), entry.sum().bytes())).toList());
            if (!Arrays.equals(sealed, commit.mac())) {
                throw new ForgedCommit(commit.number(),
                        "(facts " + commit.first() + " to " + commit.last() + ") has not its seal");
            }
            next = commit.last() + 1;
        }
        return entries;
    }

    private static List<Commit> commits(Connection connection, long position, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COMMITS)) {
            select.setLong(1, position);
            select.setInt(2, limit);
            var commits = new ArrayList<Commit>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    commits.add(new Commit(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4)));
                }
            }
            return commits;
        }
    }

    /** The entries of the facts after one position up to another. */
    static List<LogEntry> entries(Connection connection, long after, long upTo) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FACTS)) {
            select.setFetchSize(1_000);
            select.setLong(1, after);
            select.setLong(2, upTo);
            var entries = new ArrayList<LogEntry>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getLong(1) != after + entries.size() + 1) {
                        throw new ForgedCommit(0, "is not known: fact " + (after + entries.size() + 1) + " is missing");
                    }
                    entries.add(entry(row));
                }
            }
            return entries;
        }
    }

    private static LogEntry entry(ResultSet row) throws SQLException {
        return new LogEntry(row.getLong(1) - 1, row.getObject(2, UUID.class), row.getString(3),
                Integer.parseInt(row.getString(4)), row.getObject(5, OffsetDateTime.class).toInstant(),
                new NodeHash(CommitMac.sum(row.getBytes(8), row.getBytes(7), row.getBytes(6))));
    }
}

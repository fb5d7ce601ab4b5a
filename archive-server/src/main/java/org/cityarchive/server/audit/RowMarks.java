package org.cityarchive.server.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Marks of the rows that stand beside the facts and are in no commit's MAC: 8 bytes of HMAC a row, by the rows' running number, 1,024 to
 * a stretch, and one MAC over each stretch. Taken within a minute of the row; by them a row that is taken out or changed is known, and
 * which one it is. Safe for several servers.
 */
public final class RowMarks {
    static final int STRETCH = 1_024;
    static final int WIDTH = 8;
    private static final int PAGE = 4_096;
    private static final int LOCK = 0x6d61726b;
    /** A row that was taken out lawfully. */
    private static final long RELEASED = -1;

    private final TransactionTemplate transaction;
    private final JdbcClient sql;
    private final SecretKeySpec key;

    /** @param secret a key of the archive's own, from outside the database */
    public RowMarks(DataSource source, byte[] secret) {
        this.sql = JdbcClient.create(source);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        this.key = new SecretKeySpec(
                hmac(new SecretKeySpec(secret, "HmacSHA256"), "ev1.rowm".getBytes(StandardCharsets.US_ASCII)),
                "HmacSHA256");
    }

    /**
     * A table whose rows are marked.
     *
     * @param number the column that numbers its rows as they come
     * @param text SQL that spells a row, each value apart
     * @param settled SQL that holds for rows behind which none can come in any more
     */
    public record Marked(String table, String number, String text, String settled) {}

    /** The tables that are marked. */
    public static final List<Marked> TABLES = List.of(
            new Marked("capture_sighting", "number",
                    """
                            jsonb_build_array(record, extract(epoch from observed_at), extract(epoch from version_time), source, seen, part,
                                shown, counters)::text""",
                    "true"), // numbers are given behind the store's lock
            new Marked("capture_reject", "number", """
                    jsonb_build_array(import, line, type, place, reason, length, encode(sha256(sealed), 'hex'), alias)::text""",
                    "kept_at < now() - interval '10 seconds'"),
            new Marked("access_log", "entry", """
                    jsonb_build_array(extract(epoch from at), actor, role, act, on_what, encode(detail, 'hex'), request)::text""",
                    "at < now() - interval '10 seconds'"));

    /** A row as it is marked; a mark is never 0, which stands for no row. */
    record Row(long number, long mark) {}

    /** A stretch of marks, and whether its own MAC is right. */
    record Stretch(long index, byte[] marks, boolean sealed) {
        long mark(long number) {
            int at = (int) (number - index * STRETCH) * WIDTH;
            return at + WIDTH > marks.length ? 0 : ByteBuffer.wrap(marks).getLong(at);
        }

        long rows() {
            long rows = 0;
            for (int at = 0; at < marks.length; at += WIDTH) {
                rows += ByteBuffer.wrap(marks).getLong(at) == 0 ? 0 : 1;
            }
            return rows;
        }

        static boolean isReleased(long mark) {
            return mark == RELEASED;
        }
    }

    /** Marks the rows that came since the last time, of all tables. */
    public void mark() {
        for (var table : TABLES) {
            while (Boolean.TRUE.equals(transaction.execute(_ -> page(table)))) {
                // as long as there are any
            }
        }
    }

    private boolean page(Marked table) {
        if (!sql.sql("select pg_try_advisory_xact_lock(?, hashtext(?))").params(LOCK, table.table).query(Boolean.class)
                .single()) {
            return false; // another server does
        }
        var last = last(table);
        long from = last.map(stretch -> stretch.index * STRETCH + stretch.marks.length / WIDTH - 1).orElse(-1L);
        var rows = unmarked(table, from);
        if (rows.isEmpty()) {
            return false;
        }
        long index = last.map(Stretch::index).orElse(-1L);
        byte[] marks = last.map(Stretch::marks).orElse(new byte[0]);
        for (var row : rows) {
            while (row.number / STRETCH > index) {
                keep(table, index, marks);
                index++;
                marks = new byte[0];
            }
            marks = with(marks, (int) (row.number % STRETCH), row.mark);
        }
        keep(table, index, marks);
        return true;
    }

    /** The next rows by windows of numbers, since the index that finds them knows no order; a gap of numbers is passed over. */
    private List<Row> unmarked(Marked table, long from) {
        var rows = rows(table, from, from + PAGE, " and " + table.settled);
        if (!rows.isEmpty()) {
            return rows;
        }
        var next = sql.sql("select min(" + table.number + ") from " + table.table + " where " + table.number + " > ? and "
                + table.settled).param(from).query((row, _) -> row.getLong(1)).single();
        return next == 0 ? List.of() : rows(table, next - 1, next - 1 + PAGE, " and " + table.settled);
    }

    private static byte[] with(byte[] marks, int slot, long mark) {
        var longer = Arrays.copyOf(marks, Math.max(marks.length, (slot + 1) * WIDTH));
        ByteBuffer.wrap(longer).putLong(slot * WIDTH, mark);
        return longer;
    }

    private void keep(Marked table, long index, byte[] marks) {
        if (index >= 0) {
            sql.sql("""
                    insert into evidence_row_mark (of_table, stretch, marks, mac) values (?, ?, ?, ?)
                    on conflict (of_table, stretch) do update set marks = excluded.marks, mac = excluded.mac""")
                    .params(table.table, index, marks, mac(table, index, marks)).update();
        }
    }

    /**
     * For rows that are taken out lawfully, in the transaction that does it: their marks say so from then on.
     *
     * @param table one of {@link #TABLES}
     */
    public void release(String table, Collection<Long> numbers) {
        var released = new HashMap<Long, Long>();
        numbers.forEach(number -> released.put(number, RELEASED));
        put(marked(table), released);
    }

    /**
     * For rows that are lawfully sealed anew, in the transaction that does it: from then on they are marked as they are now.
     *
     * @param table one of {@link #TABLES}
     */
    public void again(String table, Collection<Long> numbers) {
        var marked = marked(table);
        var marks = new HashMap<Long, Long>();
        sql.sql("select " + marked.number + ", " + marked.text + " from " + table + " where " + marked.number + " = any (?)")
                .param(new SqlArrayValue("bigint", numbers.toArray()))
                .query(row -> {
                    marks.put(row.getLong(1), mark(marked, row.getLong(1), row.getString(2)));
                });
        put(marked, marks);
    }

    private static Marked marked(String table) {
        return TABLES.stream().filter(one -> one.table.equals(table)).findFirst().orElseThrow();
    }

    private void put(Marked marked, Map<Long, Long> changed) {
        sql.sql("select pg_advisory_xact_lock(?, hashtext(?))").params(LOCK, marked.table).query((_, _) -> true).list();
        var stretches = new TreeMap<Long, List<Long>>();
        changed.keySet().forEach(number -> stretches.computeIfAbsent(number / STRETCH, _ -> new ArrayList<>()).add(number));
        stretches.forEach((index, all) -> stretch(marked, index).ifPresent(stretch -> {
            var marks = stretch.marks.clone();
            // those that have no mark yet need none: they get it as they are, or are gone before
            all.stream().filter(number -> (int) (number % STRETCH + 1) * WIDTH <= marks.length)
                    .forEach(number -> ByteBuffer.wrap(marks).putLong((int) (number % STRETCH) * WIDTH,
                            Objects.requireNonNull(changed.get(number))));
            keep(marked, index, marks);
        }));
    }

    /** The rows behind a number, up to another, at most a page of them. */
    List<Row> rows(Marked table, long after, long upTo) {
        return rows(table, after, upTo, "");
    }

    private List<Row> rows(Marked table, long after, long upTo, String settled) {
        var select = "select " + table.number + ", " + table.text + " from " + table.table + " where " + table.number
                + " > ? and "
                + table.number + " <= ?" + settled + " order by " + table.number + " limit " + PAGE;
        return sql.sql(select).params(after, upTo).query((row, _) -> new Row(row.getLong(1), mark(table, row.getLong(1),
                row.getString(2)))).list();
    }

    private long mark(Marked table, long number, String text) {
        long mark = ByteBuffer.wrap(hmac(key, (table.table + " " + number + " " + text).getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return mark == 0 || mark == RELEASED ? 1 : mark;
    }

    private Optional<Stretch> last(Marked table) {
        return sql.sql("select stretch, marks, mac from evidence_row_mark where of_table = ? order by stretch desc limit 1")
                .param(table.table).query((row, _) -> stretch(table, row)).optional();
    }

    /** One stretch; empty where none is kept. */
    Optional<Stretch> stretch(Marked table, long index) {
        return sql.sql("select stretch, marks, mac from evidence_row_mark where of_table = ? and stretch = ?")
                .params(table.table, index).query((row, _) -> stretch(table, row)).optional();
    }

    /** How many stretches there ought to be. */
    long stretches(Marked table) {
        return last(table).map(stretch -> stretch.index + 1).orElse(0L);
    }

    private Stretch stretch(Marked table, ResultSet row) throws SQLException {
        var marks = row.getBytes(2);
        return new Stretch(row.getLong(1), marks,
                MessageDigest.isEqual(mac(table, row.getLong(1), marks), row.getBytes(3)));
    }

    private byte[] mac(Marked table, long index, byte[] marks) {
        var name = table.table.getBytes(StandardCharsets.US_ASCII);
        return hmac(key, ByteBuffer.allocate(2 + name.length + 8 + marks.length).putShort((short) name.length).put(name)
                .putLong(index).put(marks).array());
    }

    private static byte[] hmac(SecretKeySpec key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}

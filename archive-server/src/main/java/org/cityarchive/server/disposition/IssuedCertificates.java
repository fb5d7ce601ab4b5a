package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.disposition.CertificateEvent.CertificateIssued;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.SqlProjection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which certificates of destruction were issued, and which dispositions wait for one? */
public final class IssuedCertificates implements SqlProjection {
    static final String NAME = "disposition_certificate-1";

    private final JdbcClient sql;

    public IssuedCertificates(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * One that was issued.
     *
     * @param conclusive whether it is final
     * @param records destructions of which it tells
     * @param keys destroyed keys of which it tells
     * @param words id under which its bytes lie
     * @param position of the fact that says so
     */
    record Issued(UUID disposition, int number, boolean conclusive, int records, int keys, byte[] digest, UUID words, Instant at,
            long position) {}

    /**
     * A disposition of which the last certificate does not tell the whole, or none was issued.
     *
     * @param records destructions by now
     * @param done whether all that follows a destruction is done
     */
    record Waiting(UUID disposition, int records, boolean done) {}

    /**
     * One of the list of all.
     *
     * @param batch whose certificate it is, such as "2026-03"
     * @param superseded whether a later one took its place
     */
    record Listed(Issued issued, String batch, boolean superseded) {
        /** Such as "2026-03-C2". */
        String name() {
            return name(batch, issued.number());
        }

        /** How a certificate is called. */
        static String name(String batch, int number) {
            return batch + "-C" + number;
        }

        /** superseded, else final or interim. */
        public String state() {
            return superseded ? "superseded" : issued.conclusive() ? "final" : "interim";
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(CertificateIssued.class);
    }

    @Override
    public List<String> tables() {
        return List.of("disposition_certificate");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) {
            if (entry.fact() instanceof CertificateIssued one) {
                rows.sql(
                        """
                                insert into disposition_certificate (disposition, number, conclusive, records, keys, digest, words, issued_at, position)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(one.disposition().value(), one.number(), one.conclusive(), one.records(), one.keys(),
                                one.digest().bytes(),
                                one.words(), entry.at().atOffset(ZoneOffset.UTC), entry.position())
                        .update();
            }
        }
    }

    /** The last of a disposition. */
    Optional<Issued> last(UUID disposition) {
        return sql.sql("select * from disposition_certificate where disposition = ? order by number desc limit 1")
                .param(disposition).query(IssuedCertificates::issued).optional();
    }

    /** All of a disposition, the last first. */
    List<Issued> all(UUID disposition) {
        return sql.sql("select * from disposition_certificate where disposition = ? order by number desc").param(disposition)
                .query(IssuedCertificates::issued).list();
    }

    /** Every one that was issued, the newest list first, and of each the last first. */
    List<Listed> list() {
        return sql.sql("""
                select c.*, b.year, b.number as batch, max(c.number) over (partition by c.disposition) > c.number as superseded
                  from disposition_certificate c join disposition_batch b on b.disposition = c.disposition
                 order by b.year desc, b.number desc, c.number desc""")
                .query((row, number) -> new Listed(issued(row, number), Batch.name(row.getInt("year"), row.getInt("batch")),
                        row.getBoolean("superseded")))
                .list();
    }

    long count() {
        return sql.sql("select count(*) from disposition_certificate").query(Long.class).single();
    }

    /** Lists of which records were destroyed and no certificate tells yet: it is being written. */
    List<String> unwritten() {
        return sql.sql("""
                select b.year, b.number from disposition_batch b
                 where exists (select from vault_erased e where e.disposition = b.disposition)
                   and not exists (select from disposition_certificate c where c.disposition = b.disposition)
                 order by 1, 2""").query((row, _) -> Batch.name(row.getInt(1), row.getInt(2))).list();
    }

    /**
     * Those that wait; one with an interim certificate is among them until it has a final one, and one with a final one again where a home
     * joined that is not clear.
     */
    List<Waiting> waiting() {
        return sql
                .sql("""
                        select w.disposition, w.records, w.done from (select disposition, count(*) records,
                                   bool_and(done_at is not null and cleared_at is not null) done from vault_erased where disposition is not null group by disposition) w
                         where not w.done or not exists (select from disposition_certificate c where c.disposition = w.disposition
                                   and c.conclusive and c.records = w.records and not exists (select from disposition_certificate l
                                     where l.disposition = c.disposition and l.number > c.number)) order by 1""")
                .query((row, _) -> new Waiting(row.getObject(1, UUID.class), row.getInt(2), row.getBoolean(3))).list();
    }

    private static Issued issued(ResultSet row, int number) throws SQLException {
        return new Issued(row.getObject("disposition", UUID.class), row.getInt("number"), row.getBoolean("conclusive"),
                row.getInt("records"), row.getInt("keys"), row.getBytes("digest"), row.getObject("words", UUID.class),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(), row.getLong("position"));
    }
}

package org.cityarchive.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.store.TagKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The event store's tables, read page by page as they lie, with no trust in what they hold. */
final class FactPages {
    private static final String COLUMNS = "select position, id, type, revision, at, payload, metadata, nonce from fact ";

    private final JdbcClient sql;
    private final FactCodec codec;

    FactPages(DataSource source, FactCodec codec) {
        this.sql = JdbcClient.create(source);
        this.codec = codec;
    }

    /** Where the store says that it stands. */
    record Head(long position, long commits) {}

    /** @param mac that of the row */
    record Commit(long number, long first, long last, byte[] mac) {}

    /** A tag as it is to stand at a position. */
    record TagAt(TagKey tag, long position) {}

    Head head() {
        return sql.sql("select position, commits from event_head").query((row, _) -> new Head(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Commits behind a number, in their order. */
    List<Commit> commits(long after, long upTo, int most) {
        return sql.sql("""
                select number, first_position, last_position, mac from event_commit where number > ? and number <= ?
                order by number limit ?""").params(after, upTo, most)
                .query((row, _) -> new Commit(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4))).list();
    }

    /** The facts after one position up to another. */
    List<StoredFact> facts(long after, long upTo) {
        return sql.sql(COLUMNS + "where position > ? and position <= ? order by position").params(after, upTo).query(this::fact)
                .list();
    }

    /** The facts of some types, after a position. */
    List<StoredFact> facts(long after, long upTo, Collection<String> types, int most) {
        return sql.sql(COLUMNS + "where position > ? and position <= ? and type = any(?) order by position limit ?")
                .params(after, upTo, new SqlArrayValue("text", types.toArray()), most).query(this::fact).list();
    }

    /** What is done with a page of facts. */
    interface Page {
        /** @param upTo the position up to which they were read: a walk that is to go on begins there */
        void read(List<StoredFact> facts, long upTo);
    }

    /** Walks over the facts of some types, from behind one position up to another, a page at a time. */
    void walk(long after, long upTo, Collection<String> types, int page, Page reading) {
        long position = after;
        while (position < upTo) {
            var facts = facts(position, upTo, types, page);
            position = facts.size() < page ? upTo : facts.getLast().position();
            reading.read(facts, position);
        }
    }

    /** The last fact of a type. */
    Optional<StoredFact> last(String type, long upTo) {
        return sql.sql(COLUMNS + "where type = ? and position <= ? order by position desc limit 1").params(type, upTo)
                .query(this::fact).optional();
    }

    /** Facts behind the head: put in past the program. */
    List<StoredFact> behindHead(int most) {
        return sql.sql("""
                select e.position, e.id, e.type, e.revision, e.at, e.payload, e.metadata, e.nonce
                from event_head h join fact e on e.position > h.position order by e.position limit ?""").param(most)
                .query(this::fact).list();
    }

    /** Those of these tags that have no row. */
    List<TagAt> missing(List<TagAt> tags) {
        if (tags.isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                select q.n from unnest(?::bytea[], ?::bigint[]) with ordinality q(tag, position, n)
                where not exists (select 1 from event_tag t where t.tag = q.tag and t.position = q.position)""")
                .params(new SqlArrayValue("bytea", (Object[]) tags.stream().map(one -> one.tag().bytes()).toArray(byte[][]::new)),
                        new SqlArrayValue("int8", tags.stream().map(TagAt::position).toArray()))
                .query((row, _) -> tags.get((int) row.getLong(1) - 1)).list();
    }

    /** Those of these records that no fact carries the tag of. */
    Set<RecordId> withoutTag(String key, Collection<RecordId> records) {
        var all = List.copyOf(records);
        var tags = all.stream().map(record -> TagKey.of(key, record.toString()).bytes()).toArray(byte[][]::new);
        return new LinkedHashSet<>(sql.sql("""
                select q.n from unnest(?::bytea[]) with ordinality q(tag, n)
                where not exists (select 1 from event_tag t where t.tag = q.tag)""")
                .param(new SqlArrayValue("bytea", (Object[]) tags))
                .query((row, _) -> all.get((int) row.getLong(1) - 1)).list());
    }

    /** Those of these records of which a tag tells at a position that has no fact: it was taken out. */
    Set<UUID> withGap(Collection<UUID> records, long upTo) {
        var all = List.copyOf(records);
        var tags = all.stream().map(record -> TagKey.of("record", record.toString()).bytes()).toArray(byte[][]::new);
        return sql.sql("""
                select q.n from unnest(?::bytea[]) with ordinality q(tag, n)
                where exists (select 1 from event_tag t where t.tag = q.tag and t.position between 1 and ?
                    and not exists (select 1 from event e where e.position = t.position))""")
                .params(new SqlArrayValue("bytea", (Object[]) tags), upTo).query((row, _) -> all.get((int) row.getLong(1) - 1))
                .set();
    }

    /** Whether a fact says that the record was destroyed. */
    boolean isDestroyed(UUID record) {
        return sql.sql("""
                select exists (select 1 from event_tag t join event e on e.position = t.position
                    where t.tag = ? and e.type = 'capture.RecordDestroyed')""")
                .param(TagKey.of("record", record.toString()).bytes())
                .query(Boolean.class).single();
    }

    /** Those of these records of which something was erased. */
    Set<RecordId> erased(Collection<RecordId> records) {
        return new LinkedHashSet<>(sql.sql("select distinct record from vault_erased where record = any(?)")
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray()))
                .query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list());
    }

    long tags(long upTo) {
        return sql.sql("select count(*) from event_tag where position between 1 and ?").param(upTo).query(Long.class).single();
    }

    /** Tags of positions at which no fact can stand. */
    List<TagAt> tagsOutside(int most) {
        return sql.sql("""
                select t.tag, t.position from event_head h join event_tag t on t.position > h.position or t.position < 1
                order by t.position, t.tag limit ?""").param(most)
                .query((row, _) -> new TagAt(tag(row.getBytes(1)), row.getLong(2))).list();
    }

    /** The rows of tags of the facts after one position up to another; the table is read whole for it. */
    List<TagAt> tags(long after, long upTo) {
        return sql.sql("select tag, position from event_tag where position > ? and position <= ? order by position, tag")
                .params(after, upTo).query((row, _) -> new TagAt(tag(row.getBytes(1)), row.getLong(2))).list();
    }

    /** What is no tag at all is none that a fact shows. */
    private static TagKey tag(byte[] stored) {
        return stored.length == 16 ? TagKey.of(stored) : new TagKey(0, 0);
    }

    private StoredFact fact(ResultSet row, int number) throws SQLException {
        return StoredFact.of(row.getLong(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(), row.getBytes(6), row.getBytes(7), row.getBytes(8), codec);
    }
}

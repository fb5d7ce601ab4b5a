package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Recorded;

import org.jspecify.annotations.Nullable;

/** Reads facts past Axon: for projections, pages and rebuilds. */
public final class FactReader {
    private static final String NEWEST = """
            select q.n, t.position from unnest(?::bytea[]) with ordinality q(tag, n) cross join lateral
                (select position from event_tag where tag = q.tag and position > ? order by position desc limit 1) t""";

    /** How far a reader of a few types looks ahead at once: it passes over the others without being sent them. */
    private static final int WIDEST = 20_000;
    /** Fewer facts are read sooner by one. */
    private static final int MANY = 200;
    private static final int PART = 50;

    private final DataSource source;
    private final EventRows rows;
    private final FactCodec codec;
    /** How many positions there were to a fact of these types when they were read last. */
    private final Map<Set<String>, Double> apart = new ConcurrentHashMap<>();

    public FactReader(DataSource source, FactCodec codec) {
        this.source = source;
        this.rows = new EventRows(source);
        this.codec = codec;
    }

    /**
     * The next facts after a position.
     *
     * @param upTo the last position looked at: where the next batch goes on, also when no fact was of the types
     * @param head the store's last position at that moment
     */
    public record Batch(List<Recorded<?>> facts, long upTo, long head) {}

    /**
     * Facts after a position, oldest first.
     *
     * @param types none: all; sealed interfaces stand for their facts
     * @param most how many facts are read
     */
    public Batch after(long position, Set<Class<? extends Fact>> types, int most) {
        Set<String> names = codec.names(types);
        int wide = wide(names, most);
        EventRows.Read read = names.isEmpty() ? rows.after(position, most) : rows.after(position, names, most, wide);
        List<Recorded<?>> facts = read.events().size() < MANY ? recorded(read.events()) : recordedAtOnce(read.events());
        long last = read.events().isEmpty() ? position : read.events().getLast().position();
        boolean whole = read.events().size() < most; // nothing more of these types in what was looked at
        long upTo = whole && !names.isEmpty() ? Math.max(last, Math.min(read.head(), position + wide)) : last;
        if (upTo > position) {
            apart.put(names, (upTo - position) / (double) Math.max(1, facts.size()));
        }
        return new Batch(facts, upTo, read.head());
    }

    /**
     * How many positions are looked at for so many facts: as many as probably hold them. A database that knows little of the rows, as in the
     * first minute after they came, reads and sorts all that it is asked to look at.
     */
    private int wide(Set<String> names, int most) {
        return (int) Math.min(WIDEST, Math.max(most, most * apart.getOrDefault(names, (double) WIDEST)));
    }

    /** Position of the next fact of these types, whether or not it can be read; the next position of all where none is near. */
    long next(long position, Set<Class<? extends Fact>> types) {
        var next = rows.after(position, codec.names(types), 1, WIDEST).events();
        return next.isEmpty() ? position + 1 : next.getFirst().position();
    }

    /**
     * The facts that carry a tag, for many of its values at once, in one query.
     *
     * @param upTo the last position that counts
     * @return an entry for each value, in the order given; facts oldest first, none where there are none
     */
    public Map<String, List<Recorded<?>>> tagged(String key, Collection<String> values, long upTo) {
        return tagged(key, values, upTo, (_, broken) -> {
            throw broken;
        });
    }

    /** Those of some types alone. */
    public Map<String, List<Recorded<?>>> tagged(String key, Collection<String> values, Set<Class<? extends Fact>> types,
            long upTo) {
        return tagged(key, values, types, upTo, (_, broken) -> {
            throw broken;
        });
    }

    /** A fact whose row cannot be read. */
    public interface Unreadable {
        void at(long position, RuntimeException broken);
    }

    /** As {@link #tagged(String, Collection, long)}; the places of facts that cannot be read are told, and the others are answered. */
    public Map<String, List<Recorded<?>>> tagged(String key, Collection<String> values, long upTo, Unreadable unreadable) {
        return tagged(key, values, Set.of(), upTo, unreadable);
    }

    private Map<String, List<Recorded<?>>> tagged(String key, Collection<String> values, Set<Class<? extends Fact>> types,
            long upTo, Unreadable unreadable) {
        var tagged = new TaggedFacts(key, values, codec.names(types), upTo, new Decoding(), unreadable);
        ask(tagged);
        return tagged.found();
    }

    /** As {@link #tagged(String, Collection, long)}, to be asked together with others. */
    public TaggedFacts asking(String key, Collection<String> values, long upTo) {
        return new TaggedFacts(key, values, Set.of(), upTo, new Decoding(), (_, broken) -> {
            throw broken;
        });
    }

    /** Puts questions to the database that holds the facts, in one round trip. */
    public void ask(RoundTrip.Question... questions) {
        RoundTrip.ask(source, questions);
    }

    /**
     * Position of the newest fact after a position that carries a tag, for many of its values at once.
     *
     * @return no entry for a value that none carries
     */
    public Map<String, Long> newest(String key, Collection<String> values, long after) {
        var some = List.copyOf(values);
        var newest = new HashMap<String, Long>();
        try (Connection connection = source.getConnection(); PreparedStatement select = connection.prepareStatement(NEWEST)) {
            select.setArray(1, EventRows.tagArray(connection, some.stream().map(value -> TagKey.of(key, value)).toList()));
            select.setLong(2, after);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    newest.put(some.get(row.getInt(1) - 1), row.getLong(2));
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
        return newest;
    }

    /** The store's last position; 0 when it holds nothing. */
    public long head() {
        return rows.head();
    }

    /** The greatest position whose time is not after an instant: what the archive knew then. */
    public long positionAt(Instant instant) {
        return rows.at(instant);
    }

    private List<Recorded<?>> recorded(List<StoredEvent> events) {
        var decoding = new Decoding();
        var facts = new ArrayList<Recorded<?>>(events.size());
        events.forEach(stored -> facts.add(decoding.recorded(stored)));
        return facts;
    }

    /** On all processors: half of what reading many facts takes is their JSON. */
    private List<Recorded<?>> recordedAtOnce(List<StoredEvent> events) {
        int parts = (events.size() + PART - 1) / PART;
        return IntStream.range(0, parts).parallel()
                .mapToObj(part -> recorded(events.subList(part * PART, Math.min(events.size(), (part + 1) * PART))))
                .<Recorded<?>>mapMulti(List::forEach).toList();
    }

    /** Decodes facts one after another. Those of one job follow one another and say the same of who acted: that is read once. */
    final class Decoding {
        private byte[] last = new byte[0];
        private @Nullable Attribution by;

        Recorded<?> recorded(StoredEvent stored) {
            Fact fact = codec.read(stored.type(), stored.revision(), stored.payload());
            return new Recorded<>(stored.position(), fact, stored.at(), by(stored.metadata()));
        }

        private Attribution by(byte[] metadata) {
            Attribution known = by;
            if (known == null || !Arrays.equals(last, metadata)) {
                known = FactCodec.attribution(CanonicalJson.parseObject(metadata));
                by = known;
                last = metadata;
            }
            return known;
        }
    }
}

package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.FactReader.Unreadable;

/** Which facts carry a tag, for many of its values at once? */
public final class TaggedFacts implements RoundTrip.Question {
    private static final String TAGGED = """
            select q.n, e.position, e.id, e.type, e.revision, e.at, e.payload, e.metadata, null
            from unnest(?::bytea[]) with ordinality q(tag, n)
            cross join lateral (select position from event_tag where tag = q.tag
                and position <= least(?, (select position from event_head)) offset 0) t
            cross join lateral (select * from fact where fact.position = t.position and type = any(coalesce(?::text[], array[type]))
                offset 0) e order by e.position""";

    private final String key;
    private final Set<String> types;
    private final long upTo;
    private final FactReader.Decoding decoding;
    private final Unreadable unreadable;
    private final Map<String, List<Recorded<?>>> found = new LinkedHashMap<>();
    private final List<List<Recorded<?>>> lists;

    /** @param types by their names; none: all */
    TaggedFacts(String key, Collection<String> values, Set<String> types, long upTo, FactReader.Decoding decoding,
            Unreadable unreadable) {
        this.key = key;
        this.types = types;
        this.upTo = upTo;
        this.decoding = decoding;
        this.unreadable = unreadable;
        values.forEach(value -> found.put(value, new ArrayList<>()));
        this.lists = List.copyOf(found.values());
    }

    /** An entry for each value, in the order given; facts oldest first, none where there are none. */
    public Map<String, List<Recorded<?>>> found() {
        return found;
    }

    @Override
    public String sql() {
        return TAGGED;
    }

    @Override
    public int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first,
                EventRows.tagArray(connection, found.keySet().stream().map(value -> TagKey.of(key, value)).toList()));
        statement.setLong(first + 1, upTo);
        statement.setArray(first + 2, types.isEmpty() ? null : connection.createArrayOf("text", types.toArray()));
        return first + 3;
    }

    @Override
    public void take(ResultSet row) throws SQLException {
        var stored = EventRows.event(row, 2);
        try {
            lists.get(row.getInt(1) - 1).add(decoding.recorded(stored));
        } catch (CanonicalJson.Malformed | IllegalArgumentException broken) {
            unreadable.at(stored.position(), broken);
        }
    }
}

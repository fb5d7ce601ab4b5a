package org.cityarchive.server.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which facts do the arms of a decision's criteria select? Asked in one statement: of a tag that is asked for some types alone, however
 * many facts it stands on, no others are read.
 *
 * @param tags whose facts are read whatever their type
 * @param typed by the types that alone are asked for, the tags
 * @param types whose facts are read whatever their tags
 */
record MatchingFacts(Set<TagKey> tags, Map<Set<String>, Set<TagKey>> typed, Set<String> types) {
    private static final String WITHIN = " and position > ? and position <= ?";
    private static final String OF_TAGS = "select t.position, q.tag from unnest(?::bytea[]) q(tag) cross join lateral"
            + " (select position from event_tag where tag = q.tag" + WITHIN + " offset 0) t";
    private static final String OF_TYPES = "select position, null::bytea from event where type = any(?)" + WITHIN;
    /** A long list's tag stands on a fact for each of its records: what it has of types of which there are few is found by these. */
    private static final String FEW = " as materialized (select position from event where type = any(?)" + WITHIN
            + " limit 1000)";
    private static final int FEW_TAGS = 4;

    static MatchingFacts of(List<Criterion> criteria) {
        var asked = new MatchingFacts(new LinkedHashSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        for (Criterion arm : criteria) {
            if (arm.tags().isEmpty()) {
                asked.types.addAll(arm.types());
            } else if (arm.types().isEmpty()) {
                asked.tags.addAll(arm.tags());
            } else {
                asked.typed.computeIfAbsent(arm.types(), _ -> new LinkedHashSet<>()).addAll(arm.tags());
            }
        }
        return asked;
    }

    /** What is put into the places of the statement, in their order. */
    private interface Place {
        void set(PreparedStatement select, int at) throws SQLException;
    }

    private record Text(StringBuilder few, List<String> found, List<Place> ofFew, List<Place> ofFound) {}

    /**
     * The statement, to be run: the head's position, the columns of a fact, and by which of the tags it was found.
     *
     * @param columns of the view {@code fact} as {@code e}
     */
    PreparedStatement prepared(Connection connection, String columns, long after, long upTo, int limit) throws SQLException {
        var text = new Text(new StringBuilder(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var within = List.<Place>of((select, at) -> select.setLong(at, after), (select, at) -> select.setLong(at, upTo));
        if (!tags.isEmpty()) {
            add(text, OF_TAGS, List.of(tags(connection, tags)), within);
        }
        typed.forEach((some, of) -> ofTyped(connection, text, some, of, within));
        add(text, OF_TYPES, List.of(texts(connection, types)), within);
        var select = connection.prepareStatement("with " + text.few + "found(position, tag) as ("
                + String.join(" union all ", text.found) + "), place as (select position, array_agg(tag) as tags from found"
                + " group by position order by position limit ?) select h.position, " + columns
                + ", p.tags from event_head h left join (place p cross join lateral (select * from fact"
                + " where fact.position = p.position offset 0) e) on p.position <= h.position order by e.position");
        int at = 1;
        for (var places : List.of(text.ofFew, text.ofFound)) {
            for (var place : places) {
                place.set(select, at++);
            }
        }
        select.setInt(at, limit);
        return select;
    }

    private static void add(Text text, String part, List<Place> first, List<Place> within) {
        text.found.add(part);
        text.ofFound.addAll(first);
        text.ofFound.addAll(within);
    }

    private static void ofTyped(Connection connection, Text text, Set<String> types, Set<TagKey> tags, List<Place> within) {
        var many = OF_TAGS + " where exists (select from event e where e.position = t.position and e.type = any(?))";
        if (tags.size() <= FEW_TAGS) {
            var few = "few" + text.found.size();
            text.few.append(few).append(FEW).append(", ");
            text.ofFew.add(texts(connection, types));
            text.ofFew.addAll(within);
            var areFew = "(select count(*) from " + few + ") < 1000";
            text.found.add(
                    "select t.position, t.tag from " + few + " f join event_tag t on t.position = f.position and t.tag = any(?)"
                            + " where " + areFew);
            text.ofFound.add(tags(connection, tags));
            many = many + " and not " + areFew;
        }
        add(text, many, List.of(tags(connection, tags)), within);
        text.ofFound.add(texts(connection, types));
    }

    private static Place tags(Connection connection, Collection<TagKey> some) {
        return (select, at) -> select.setArray(at, EventRows.tagArray(connection, some));
    }

    private static Place texts(Connection connection, Collection<String> some) {
        return (select, at) -> {
            Array names = connection.createArrayOf("text", some.toArray());
            select.setArray(at, names);
        };
    }
}

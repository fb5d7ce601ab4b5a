package org.cityarchive.server.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** Which plans of a group still stand: no fact that one of them had to see came since, neither in the store nor earlier in the group. */
final class Conflicts {
    // A lone tag or type needs its newest position only; arms of several tags, or of tags and types, need their candidates.
    private static final String SQL = """
            select 0, q.n, t.position, null from unnest(?::bytea[]) with ordinality q(tag, n) cross join lateral
                (select position from event_tag where tag = q.tag and position > ? order by position desc limit 1) t
            union all
            select 1, q.n, t.position, e.type from unnest(?::bytea[]) with ordinality q(tag, n) cross join lateral
                (select position from event_tag where tag = q.tag and position > ? offset 0) t cross join lateral
                (select type from event where event.position = t.position offset 0) e
            union all
            select 2, q.n, t.position, null from unnest(?::text[]) with ordinality q(type, n) cross join lateral
                (select position from event where type = q.type and position > ? order by position desc limit 1) t""";

    private final long head;
    private final Map<TagKey, Long> newestOfTag = new HashMap<>();
    private final Map<String, Long> newestOfType = new HashMap<>();
    private final Map<Long, Candidate> candidates = new HashMap<>();
    private final Map<TagKey, List<NewEvent>> groupByTag = new HashMap<>();
    private final Map<String, List<NewEvent>> groupByType = new HashMap<>();

    private record Candidate(long position, String type, Set<TagKey> tags) {}

    private Conflicts(long head) {
        this.head = head;
    }

    /** Looks the store up for a group, in one query, or none where nothing came since or what came is remembered. */
    static Conflicts since(Connection connection, long head, Collection<AppendPlan> group, RecentFacts recent)
            throws SQLException {
        var conflicts = new Conflicts(head);
        recent.headIs(head);
        long since = Long.MAX_VALUE;
        var oneTags = new LinkedHashSet<TagKey>();
        var tags = new LinkedHashSet<TagKey>();
        var types = new LinkedHashSet<String>();
        for (AppendPlan plan : group) {
            if (!plan.conditional() || plan.seenUpTo() >= head) {
                continue;
            }
            if (conflicts.remembered(recent.since(plan.seenUpTo(), plan.criteria()))) {
                continue;
            }
            since = Math.min(since, plan.seenUpTo());
            for (Criterion arm : plan.criteria()) {
                if (arm.oneTag()) {
                    oneTags.addAll(arm.tags());
                } else if (arm.tags().isEmpty()) {
                    types.addAll(arm.types());
                } else {
                    tags.addAll(arm.tags());
                }
            }
        }
        if (!(oneTags.isEmpty() && tags.isEmpty() && types.isEmpty())) {
            conflicts.load(connection, since, List.copyOf(oneTags), List.copyOf(tags), List.copyOf(types));
        }
        return conflicts;
    }

    private boolean remembered(RecentFacts.@Nullable Newest newest) {
        if (newest == null) {
            return false;
        }
        newest.ofTags().forEach((tag, position) -> newestOfTag.merge(tag, position, Math::max));
        newest.ofTypes().forEach((type, position) -> newestOfType.merge(type, position, Math::max));
        return true;
    }

    private void load(Connection connection, long since, List<TagKey> oneTags, List<TagKey> tags, List<String> types)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setArray(1, EventRows.tagArray(connection, oneTags));
            select.setLong(2, since);
            select.setArray(3, EventRows.tagArray(connection, tags));
            select.setLong(4, since);
            Array names = connection.createArrayOf("text", types.toArray());
            select.setArray(5, names);
            select.setLong(6, since);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    int n = rows.getInt(2) - 1;
                    long position = rows.getLong(3);
                    switch (rows.getInt(1)) {
                        case 0 -> newestOfTag.merge(oneTags.get(n), position, Math::max);
                        case 1 -> candidates.computeIfAbsent(position, _ -> candidate(position, rows)).tags.add(tags.get(n));
                        default -> newestOfType.merge(types.get(n), position, Math::max);
                    }
                }
            }
        }
    }

    private static Candidate candidate(long position, ResultSet row) {
        try {
            return new Candidate(position, row.getString(4), new HashSet<>());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    boolean stands(AppendPlan plan) {
        return !plan.conditional() || plan.criteria().stream().noneMatch(arm -> came(arm, plan.seenUpTo()) || inGroup(arm));
    }

    private boolean came(Criterion arm, long seen) {
        if (seen >= head) {
            return false;
        } else if (arm.everything()) {
            return true;
        } else if (arm.oneTag()) {
            return arm.tags().stream().anyMatch(t -> newestOfTag.getOrDefault(t, 0L) > seen);
        } else if (arm.tags().isEmpty()) {
            return arm.types().stream().anyMatch(t -> newestOfType.getOrDefault(t, 0L) > seen);
        }
        return candidates.values().stream().anyMatch(c -> c.position > seen && arm.matches(c.type, c.tags));
    }

    private boolean inGroup(Criterion arm) {
        if (arm.everything()) {
            return !groupByType.isEmpty();
        } else if (arm.tags().isEmpty()) {
            return arm.types().stream().anyMatch(groupByType::containsKey);
        }
        return groupByTag.getOrDefault(arm.tags().iterator().next(), List.of()).stream()
                .anyMatch(e -> arm.matches(e.type(), Set.copyOf(e.tags())));
    }

    /** The plan will be written: later plans of the group must have seen its facts. */
    void accept(AppendPlan plan) {
        for (NewEvent event : plan.events()) {
            groupByType.computeIfAbsent(event.type(), _ -> new ArrayList<>()).add(event);
            event.tags().forEach(t -> groupByTag.computeIfAbsent(t, _ -> new ArrayList<>()).add(event));
        }
    }
}

package org.cityarchive.server.hold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.retention.Marks;
import org.cityarchive.server.security.SignedIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Which of these records are on hold, as far as that was checked? For pages alone: what is not marked is never said to be not held.
 * Templates know it as {@code @heldMarks}.
 */
public final class HeldMarks {
    private static final StateMark NOT_YET = new StateMark("plain", "hourglass-split", "Holds not yet checked");

    private final JdbcClient sql;
    private final HoldRegister register;
    private final HoldWords words;
    private final HoldPeople people;

    HeldMarks(DataSource database, HoldRegister register, HoldWords words, HoldPeople people) {
        this.sql = JdbcClient.create(database);
        this.register = register;
        this.words = words;
        this.people = people;
    }

    /** The mark of one record; none where it is checked and no hold covers it. */
    public List<StateMark> of(Object record) {
        return List.copyOf(among(List.of(record)).values());
    }

    /**
     * The marks of records, by id: who asks now reads the matter of a hold only where the role may.
     *
     * @param ids as text, or as record ids
     */
    public Map<String, StateMark> among(Collection<?> ids) {
        var marks = new LinkedHashMap<String, StateMark>();
        if (ids.isEmpty()) {
            return marks;
        }
        boolean behind = isBehind(); // asked first: what is read after it is at least as new
        var names = new HashMap<HoldId, String>();
        held(ids).forEach((record, holds) -> marks.put(record, mark(holds, names)));
        if (marks.size() < ids.size() && behind) {
            ids.forEach(id -> marks.putIfAbsent(id.toString(), NOT_YET));
        }
        return marks;
    }

    Map<String, Set<HoldId>> held(Collection<?> ids) {
        var held = new LinkedHashMap<String, Set<HoldId>>();
        sql.sql("""
                select distinct m.record, m.hold from hold_mark m
                join hold_scope s on s.hold = m.hold and s.number = m.scope and s.released_on is null
                where m.record = any(?) order by m.record, m.hold""")
                .param(new SqlArrayValue("uuid", ids.stream().map(id -> UUID.fromString(id.toString())).toArray()))
                .query(row -> {
                    held.computeIfAbsent(row.getString("record"), _ -> new HashSet<>())
                            .add(new HoldId(row.getObject("hold", UUID.class)));
                });
        return held;
    }

    /** The records that these scopes cover, as far as they are marked. */
    Set<RecordId> under(Collection<UUID> scopes) {
        return sql.sql("select distinct m.record from hold_mark m join hold_scope s on s.hold = m.hold and s.number = m.scope"
                + " where s.scope = any(?)").param(new SqlArrayValue("uuid", scopes.toArray()))
                .query((row, _) -> new RecordId(row.getObject("record", UUID.class))).set();
    }

    boolean isBehind() {
        return sql.sql("""
                select coalesce((select position from projection_token where projection = ? and segment = 0), 0)
                     < (select position from event_head)""").param(Marks.NAME).query(Boolean.class).single();
    }

    private StateMark mark(Set<HoldId> holds, Map<HoldId, String> names) {
        var named = new ArrayList<String>();
        holds.stream().sorted().forEach(hold -> named.add(names.computeIfAbsent(hold, this::name)));
        var more = named.size() > 1 ? " and " + (named.size() - 1) + " more" : "";
        return new StateMark("violet", "shield-lock", "On hold: " + named.getFirst() + more);
    }

    /** What a hold is called to whoever may know no more. */
    String number(HoldId id) {
        return register.of(id).map(HoldStanding::name).orElse("a hold");
    }

    /** What a hold is called to who asks now, by its id as text: for templates. */
    public String named(String id) {
        return name(new HoldId(UUID.fromString(id)));
    }

    /** What it is called to who asks now: its matter, where the role may read that, else its number. */
    public String name(HoldId id) {
        return register.of(id)
                .map(hold -> people.mayRead(SignedIn.now(), people.custodians(hold))
                        ? Matter.of(words.of(hold.words())).name()
                        : hold.name())
                .orElse("a hold");
    }
}

package org.cityarchive.server.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.store.FactReader;
import org.springframework.jdbc.core.simple.JdbcClient;

/** From the vault's rows back to the facts: parts, keys and aliases that no fact tells of were put in past the program. */
final class VaultBack {
    private static final int PAGE = 500;
    private static final UUID LEAST = new UUID(0, 0);
    /** Of a record whose facts cannot be read. */
    private static final Set<String> ANY = Set.of("any");

    private final JdbcClient sql;
    private final FactReader facts;
    private final FactPages pages;

    VaultBack(DataSource source, FactReader facts, FactPages pages) {
        this.sql = JdbcClient.create(source);
        this.facts = facts;
        this.pages = pages;
    }

    private record Part(UUID record, int version, String part) {}

    /** @param life 0 where the row is of no life */
    private record Row(UUID record, String key, int life) {}

    /**
     * What facts tell of a record.
     *
     * @param parts of the life that goes on
     * @param past parts of what was destroyed
     * @param ended the number of the life that was destroyed last; 0 where none was
     * @param over whether none goes on
     */
    private record Told(Set<String> parts, Set<String> past, int ended, boolean over) {
        static final Told ANY = new Told(VaultBack.ANY, Set.of(), 0, false);
        static final Told NONE = new Told(Set.of(), Set.of(), 0, false);

        boolean isDestroyed(Row row) {
            return over || (row.life > 0 && row.life <= ended);
        }
    }

    /** Walks in the order of the records; the place is kept beside the caller's. */
    void run(Underway audit, Map<String, Object> place) {
        parts(audit, place);
        rows(audit, place, "vault_record_key",
                "select record, record::text as key, life from vault_record_key where record > ? order by record, life limit ?");
        rows(audit, place, "vault_alias",
                "select record, alias::text as key, 0 from vault_alias where record > ? order by record, alias limit ?");
    }

    private void parts(Underway audit, Map<String, Object> place) {
        var after = new Part(last(place, "vault_part"), Integer.MAX_VALUE, "");
        while (true) {
            var page = sql.sql("""
                    select record, version, part from vault_part where (record, version, part) > (?, ?, ?) and chunk = 0
                    order by record, version, part limit ?""").params(after.record, after.version, after.part, PAGE)
                    .query((row, _) -> new Part(row.getObject(1, UUID.class), row.getInt(2), row.getString(3))).list();
            if (page.isEmpty()) {
                return;
            }
            var told = told(page.stream().map(Part::record).toList());
            var added = page.stream()
                    .filter(part -> !audit.isNamed(part.record) && !isTold(part, told.getOrDefault(part.record, Told.NONE).parts))
                    .toList();
            var gaps = gaps(audit, added.stream().map(Part::record).toList());
            for (var part : added) {
                var name = "v" + part.version + "/" + part.part;
                if (!gaps.contains(part.record)) {
                    boolean destroyed = isTold(part, told.getOrDefault(part.record, Told.NONE).past);
                    audit.differs(Difference.atRecord(destroyed ? Code.A29 : Code.A26, part.record, name, "vault_part",
                            part.record + " " + name,
                            destroyed ? "it is there, and a fact says that it was destroyed" : "no fact tells of it"));
                }
            }
            after = page.getLast();
            // a record's parts may stand on two pages: its first ones are looked at again after an interruption
            place.put("vault_part", before(after.record).toString());
            audit.keep(audit.upTo(), audit.upTo(), page.size(), place);
        }
    }

    private void rows(Underway audit, Map<String, Object> place, String table, String select) {
        var after = last(place, table);
        while (true) {
            var page = sql.sql(select).params(after, PAGE)
                    .query((row, _) -> new Row(row.getObject(1, UUID.class), row.getString(2), row.getInt(3)))
                    .list();
            if (page.isEmpty()) {
                return;
            }
            var told = told(page.stream().map(Row::record).toList());
            var added = page.stream().filter(row -> !audit.isNamed(row.record) && !told.containsKey(row.record)).toList();
            var gaps = gaps(audit, added.stream().map(Row::record).toList());
            for (var row : added) {
                if (!gaps.contains(row.record)) {
                    audit.differs(Difference.atRecord(Code.A27, row.record, null, table, row.key, "no fact tells of its record"));
                }
            }
            page.stream().filter(row -> told.getOrDefault(row.record, Told.NONE).isDestroyed(row))
                    .forEach(row -> audit.differs(Difference.atRecord(Code.A29, row.record, null, table, row.key,
                            "it is there, and a fact says that its record was destroyed")));
            after = page.getLast().record;
            place.put(table, after.toString());
            audit.keep(audit.upTo(), audit.upTo(), 0, place);
        }
    }

    /** Whether a part is of what came back after its record was destroyed. */
    boolean goesOn(UUID record, String part) {
        var told = told(List.of(record)).getOrDefault(record, Told.NONE);
        return told.ended > 0 && (told.parts.contains(part) || told.parts.contains(part.replaceFirst("/.*", "")));
    }

    /** Records of which a fact was taken out: that is named where the facts are compared, and what it told of is not added. */
    private Set<UUID> gaps(Underway audit, List<UUID> records) {
        return records.isEmpty() ? Set.of() : pages.withGap(new LinkedHashSet<>(records), audit.upTo());
    }

    private static UUID last(Map<String, Object> place, String table) {
        return place.get(table) instanceof String id ? UUID.fromString(id) : LEAST;
    }

    private static UUID before(UUID id) {
        return id.getLeastSignificantBits() == 0 ? id : new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() - 1);
    }

    /** The parts that facts tell of, by record; a record that no fact tells of is not in it. */
    private Map<UUID, Told> told(Collection<UUID> records) {
        var ids = new LinkedHashSet<>(records).stream().map(UUID::toString).toList();
        try {
            return told(facts.tagged("record", ids, Long.MAX_VALUE));
        } catch (IllegalArgumentException | CanonicalJson.Malformed _) { // an altered fact among them, named before
            var told = new HashMap<UUID, Told>();
            ids.forEach(id -> told.putAll(one(id)));
            return told;
        }
    }

    private Map<UUID, Told> one(String id) {
        try {
            return told(facts.tagged("record", List.of(id), Long.MAX_VALUE));
        } catch (IllegalArgumentException | CanonicalJson.Malformed _) {
            return Map.of(UUID.fromString(id), Told.ANY);
        }
    }

    private static Map<UUID, Told> told(Map<String, List<Recorded<?>>> tagged) {
        var told = new HashMap<UUID, Told>();
        tagged.forEach((id, recorded) -> {
            if (!recorded.isEmpty()) {
                var life = RecordLife.of(recorded, null);
                var ended = life.ended();
                told.put(UUID.fromString(id), new Told(parts(life.facts()), parts(life.past()), ended == null ? 0 : ended.life(),
                        ended != null && life.facts().isEmpty()));
            }
        });
        return told;
    }

    private static Set<String> parts(List<Recorded<CaptureEvent>> recorded) {
        var parts = new HashSet<String>();
        for (var one : recorded) {
            var captured = one.fact();
            var version = captured.version();
            if (version != null) {
                parts.add("v" + version.number());
            }
            if (captured instanceof MediaCaptured medium) {
                parts.add("v" + medium.number() + "/media/" + medium.index());
            }
        }
        return parts;
    }

    private static boolean isTold(Part part, Set<String> told) {
        return told.equals(ANY)
                || told.contains("v" + part.version + (part.part.startsWith("media/") ? "/" + part.part : ""));
    }
}

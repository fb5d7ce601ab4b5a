package org.cityarchive.server.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.server.audit.Difference.Code;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows that say what was erased against the facts of destruction, and back: by them everybody passes over what is not there any more,
 * so that a row too many would hide what somebody took. In a restored archive a destruction may be known by a sealed journal only.
 */
final class ErasuresCompared {
    private static final int PAGE = 2_000;
    private static final List<String> TYPES = List.of("capture.RecordDestroyed");

    private final JdbcClient sql;
    private final FactPages pages;

    ErasuresCompared(DataSource source, FactPages pages) {
        this.sql = JdbcClient.create(source);
        this.pages = pages;
    }

    private record Row(UUID record, int life) {}

    /** @param journaled the records that destruction journals name */
    void run(Underway audit, Set<UUID> journaled) {
        var told = told(audit.upTo());
        var rows = new HashSet<>(sql.sql("select record, life from vault_erased")
                .query((row, _) -> new Row(row.getObject(1, UUID.class), row.getInt(2))).list());
        told.forEach((record, lives) -> {
            for (int life = 1; life <= lives; life++) {
                if (!rows.remove(new Row(record, life))) {
                    audit.differs(Difference.atRecord(Code.A30, record, null, "vault_erased", record + " " + life,
                            "a fact says that it was destroyed, and no row says what was erased"));
                }
            }
        });
        rows.stream().filter(row -> !journaled.contains(row.record()) && !isOfALaterFact(row.record(), told)).forEach(row -> audit
                .differs(Difference.atRecord(Code.A30, row.record(), null, "vault_erased", row.record() + " " + row.life(),
                        "the row says that it was erased, and neither a fact nor a destruction journal does")));
    }

    /** How often facts say of each record that it was destroyed. */
    private Map<UUID, Integer> told(long upTo) {
        var told = new HashMap<UUID, Integer>();
        long position = 0;
        for (var facts = pages.facts(position, upTo, TYPES, PAGE); !facts.isEmpty(); facts = pages.facts(position, upTo, TYPES,
                PAGE)) {
            for (var fact : facts) {
                if (fact.read() instanceof RecordDestroyed gone) {
                    told.merge(gone.record().value(), 1, Integer::sum);
                }
            }
            position = facts.getLast().position();
        }
        return told;
    }

    /** Destroyed while this audit runs. */
    private boolean isOfALaterFact(UUID record, Map<UUID, Integer> told) {
        return !told.containsKey(record) && pages.isDestroyed(record);
    }
}

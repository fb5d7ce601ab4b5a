package org.cityarchive.server.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Words of people that are sealed outside the vault: names, reasons, kept queries, details of the access log. */
final class SealedWords {
    private static final int PAGE = 1_000;
    private static final String LEAST = "00000000-0000-0000-0000-000000000000";

    /**
     * A column of sealed words.
     *
     * @param key the column of the row's key
     * @param type of the key
     * @param purpose for which they were sealed; %s is the key
     */
    private record Column(String table, String key, String type, String sealed, String purpose) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("people_name", "person", "uuid", "sealed", "people.name %s"),
            new Column("people_mail", "person", "uuid", "sealed", "people.mail %s"),
            new Column("people_second_factor", "person", "uuid", "sealed", "people.second-factor %s"),
            new Column("account_words", "words", "uuid", "sealed", "account.words %s"),
            new Column("hold_words", "words", "uuid", "sealed", "hold.words %s"),
            new Column("retention_words", "words", "uuid", "sealed", "retention.words %s"),
            new Column("retention_draft", "draft", "uuid", "sealed", "retention.draft %s"),
            new Column("request_words", "words", "uuid", "sealed", "request.words %s"),
            new Column("disposition_words", "words", "uuid", "sealed", "disposition.words %s"),
            new Column("policy_reason", "choice", "uuid", "sealed", "policy.reason %s"),
            new Column("search_saved", "saved", "uuid", "name", "search.saved name %s"),
            new Column("search_saved", "saved", "uuid", "query", "search.saved query %s"),
            new Column("hold_draft", "draft", "uuid", "sealed", "hold.draft %s"),
            new Column("search_export", "export", "uuid", "asked", "search.export %s"),
            new Column("access_log", "entry", "bigint", "detail", "access.detail"));

    private final JdbcClient sql;
    private final SealedText sealed;
    private final FactPages pages;
    private final List<String> types;

    SealedWords(DataSource source, SealedText sealed, FactPages pages, FactCodec codec) {
        this.sql = JdbcClient.create(source);
        this.sealed = sealed;
        this.pages = pages;
        this.types = List.copyOf(codec.names(NamedWords.FACTS));
    }

    void run(Underway audit, Map<String, Object> place) {
        for (var column : COLUMNS) {
            open(audit, place, column);
        }
        named(audit, place);
    }

    private record Row(String key, byte[] bytes) {}

    private void open(Underway audit, Map<String, Object> place, Column column) {
        var name = column.table + " " + column.sealed;
        var after = String.valueOf(place.getOrDefault(name, column.type.equals("uuid") ? LEAST : "-1"));
        while (true) {
            var page = sql
                    .sql("select %1$s::text as key, %2$s as bytes from %3$s where %1$s > cast(? as %4$s) order by %1$s limit ?"
                            .formatted(column.key, column.sealed, column.table, column.type))
                    .params(after, PAGE)
                    .query((row, _) -> new Row(row.getString(1), row.getBytes(2))).list();
            for (var row : page) {
                if (!opens(column.purpose.formatted(row.key), row.bytes)) {
                    audit.differs(Difference.atRow(Code.A35, column.table, row.key,
                            column.sealed + " does not open: changed, or another row's"));
                }
            }
            if (!page.isEmpty()) {
                after = page.getLast().key;
                place.put(name, after);
                audit.keep(1, 1, page.size(), place);
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private boolean opens(String purpose, byte[] bytes) {
        try {
            sealed.open(purpose, bytes);
            return true;
        } catch (IllegalStateException | IndexOutOfBoundsException | IllegalArgumentException _) {
            return false;
        }
    }

    /** Words that facts name by their id. */
    private void named(Underway audit, Map<String, Object> place) {
        long position = Long.parseLong(String.valueOf(place.getOrDefault("named", "0")));
        pages.walk(position, audit.upTo(), types, PAGE, (facts, upTo) -> {
            var named = new TreeMap<String, Map<UUID, StoredFact>>();
            for (var fact : facts) {
                NamedWords.of(fact.read())
                        .forEach(words -> named.computeIfAbsent(words.table(), _ -> new HashMap<>()).put(words.id(), fact));
            }
            named.forEach((table, words) -> missing(audit, table, words));
            place.put("named", String.valueOf(upTo));
            audit.keep(1, 1, facts.size(), place);
        });
    }

    private void missing(Underway audit, String table, Map<UUID, StoredFact> words) {
        words.keySet().removeAll(there(table, words.keySet()));
        words.forEach((id, fact) -> audit.differs(new Difference(Code.A36, fact.position(), fact.id(), null, null, table,
                id.toString(), "the words that this fact names are not there")));
    }

    private Set<UUID> there(String table, Set<UUID> words) {
        return sql.sql("select words from " + table + " where words = any(?)").param(new SqlArrayValue("uuid", words.toArray()))
                .query((row, _) -> row.getObject(1, UUID.class)).set();
    }
}

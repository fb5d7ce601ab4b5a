package org.cityarchive.server.vault;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What did people write about one feature? Its facts hold ids alone; words lie sealed in the table {@code <feature>_words}, each under its
 * id, and never change.
 */
public abstract class WrittenWords {
    private final JdbcClient sql;
    private final SealedText sealed;
    private final String feature;

    /** @param feature also the table's prefix; a constant of the program, never input */
    protected WrittenWords(DataSource database, SealedText sealed, String feature) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.feature = feature;
    }

    /**
     * Keeps words, to be named by a fact that commits afterwards. Words that no fact names are never shown.
     *
     * @param words by name: texts, numbers, lists and objects as {@link CanonicalJson} spells them; empty texts are left out
     */
    public final UUID keep(Map<String, ? extends @Nullable Object> words) {
        var id = UUID.randomUUID();
        var said = new HashMap<String, @Nullable Object>();
        words.forEach((name, value) -> {
            if (value instanceof String text ? !text.isBlank() : value != null) {
                said.put(name, value instanceof String text ? text.strip() : value);
            }
        });
        sql.sql("insert into " + feature + "_words (words, sealed) values (?, ?)")
                .params(id, sealed.seal(purpose(id), new String(CanonicalJson.write(said), StandardCharsets.UTF_8))).update();
        return id;
    }

    /**
     * The words as they were kept; empty: there are none under this id.
     *
     * @throws IllegalStateException they were changed, or belong to another id or archive
     */
    public final Optional<Map<String, @Nullable Object>> read(UUID id) {
        return sql.sql("select sealed from " + feature + "_words where words = ?").param(id).query(byte[].class).optional()
                .map(bytes -> open(id, bytes));
    }

    /** The texts among the words, by name; none where there are no words under this id. */
    public final Map<String, String> of(UUID id) {
        return read(id).map(WrittenWords::texts).orElseGet(HashMap::new);
    }

    /** The texts among the words of many ids, in one statement; ids without words are left out. */
    public final Map<UUID, Map<String, String>> of(Collection<UUID> ids) {
        var all = new HashMap<UUID, Map<String, String>>();
        sql.sql("select words, sealed from " + feature + "_words where words = any(?)")
                .param(new SqlArrayValue("uuid", ids.toArray())).query(row -> {
                    var id = row.getObject("words", UUID.class);
                    all.put(id, texts(open(id, row.getBytes("sealed"))));
                });
        return all;
    }

    private static Map<String, String> texts(Map<String, @Nullable Object> words) {
        var texts = new HashMap<String, String>();
        words.forEach((name, value) -> {
            if (value instanceof String text) {
                texts.put(name, text);
            }
        });
        return texts;
    }

    private Map<String, @Nullable Object> open(UUID id, byte[] bytes) {
        return CanonicalJson.parseObject(sealed.open(purpose(id), bytes).getBytes(StandardCharsets.UTF_8));
    }

    private String purpose(UUID id) {
        return feature + ".words " + id;
    }
}

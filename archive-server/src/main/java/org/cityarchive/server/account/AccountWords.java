package org.cityarchive.server.account;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What did people write about accounts? The facts hold ids alone; words lie sealed, each under its id, and never change. */
public final class AccountWords {
    private final JdbcClient sql;
    private final SealedText sealed;

    public AccountWords(DataSource database, SealedText sealed) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
    }

    /**
     * Keeps words, to be named by a fact. Words that no fact names are never shown.
     *
     * @param words by name; empty ones are left out
     */
    public UUID keep(Map<String, String> words) {
        var id = UUID.randomUUID();
        var said = new HashMap<String, Object>();
        words.forEach((name, text) -> {
            if (!text.isBlank()) {
                said.put(name, text.strip());
            }
        });
        sql.sql("insert into account_words (words, sealed) values (?, ?)")
                .params(id, sealed.seal(purpose(id), new String(CanonicalJson.write(said), StandardCharsets.UTF_8))).update();
        return id;
    }

    /** The words, by name. */
    public Map<String, String> of(UUID id) {
        Optional<byte[]> row = sql.sql("select sealed from account_words where words = ?").param(id).query(byte[].class)
                .optional();
        var words = new HashMap<String, String>();
        row.ifPresent(bytes -> CanonicalJson.parseObject(sealed.open(purpose(id), bytes).getBytes(StandardCharsets.UTF_8))
                .forEach((name, text) -> words.put(name, String.valueOf(text))));
        return words;
    }

    private static String purpose(UUID id) {
        return "account.words " + id;
    }
}

package org.cityarchive.server.people;

import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where is mail for a person sent? Work addresses lie sealed, each for its person only. */
public final class SealedMail {
    private final JdbcClient sql;
    private final SealedText sealed;

    public SealedMail(DataSource database, SealedText sealed) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
    }

    /** Keeps a person's work mail; a later one takes its place. */
    public void keep(PersonId person, String address) {
        sql.sql("insert into people_mail (person, sealed) values (?, ?) on conflict (person) do update set sealed = excluded.sealed")
                .params(person.value(), sealed.seal(purpose(person), address)).update();
    }

    /** A person's work mail; empty: none is known. */
    public Optional<String> of(PersonId person) {
        return sql.sql("select sealed from people_mail where person = ?").param(person.value()).query(byte[].class).optional()
                .map(row -> sealed.open(purpose(person), row));
    }

    /** Forgets it, for one who left. */
    public void forget(PersonId person) {
        sql.sql("delete from people_mail where person = ?").param(person.value()).update();
    }

    private static String purpose(PersonId person) {
        return "people.mail " + person;
    }
}

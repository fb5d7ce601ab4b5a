package org.cityarchive.server.people;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.vault.SealedText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where is mail for a person sent? Work addresses lie sealed, each for its person only. */
public final class SealedMail {
    private final JdbcClient sql;
    private final SealedText sealed;

    public SealedMail(DataSource database, SealedText sealed) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
    }

    /** Keeps a person's work mail, not confirmed by anybody; a later one takes its place. */
    public void keep(PersonId person, String address) {
        keep(person, address, null);
    }

    /** Keeps a work mail that its person confirmed. */
    void keepConfirmed(PersonId person, String address, Instant at) {
        keep(person, address, at.atOffset(ZoneOffset.UTC));
    }

    private void keep(PersonId person, String address, @Nullable OffsetDateTime confirmed) {
        sql.sql("""
                insert into people_mail (person, sealed, confirmed_at) values (?, ?, cast(? as timestamptz)) on conflict (person)
                do update set sealed = excluded.sealed, confirmed_at = excluded.confirmed_at""")
                .params(Arrays.asList(person.value(), sealed.seal(purpose(person), address), confirmed)).update();
    }

    /** Whether its person confirmed it by a link that went there. */
    public boolean isConfirmed(PersonId person) {
        return sql.sql("select count(*) from people_mail where person = ? and confirmed_at is not null").param(person.value())
                .query(Long.class).single() > 0;
    }

    /** A person's work mail; empty: none is known. */
    public Optional<String> of(PersonId person) {
        return sql.sql("select sealed from people_mail where person = ?").param(person.value()).query(byte[].class).optional()
                .map(row -> sealed.open(purpose(person), row));
    }

    /** Forgets it and what was to take its place, for one who left. */
    public void forget(PersonId person) {
        sql.sql("delete from people_mail where person = ?").param(person.value()).update();
        sql.sql("delete from people_mail_change where person = ?").param(person.value()).update();
    }

    private static String purpose(PersonId person) {
        return "people.mail " + person;
    }
}

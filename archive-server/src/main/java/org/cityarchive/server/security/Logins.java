package org.cityarchive.server.security;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By which name does a person sign in? A keyed digest alone is kept: the database cannot tell who has a login, nor what it is. */
public final class Logins {
    private static final String PURPOSE = "people.login";

    private final JdbcClient sql;
    private final Seals seals;

    Logins(DataSource database, Seals seals) {
        this.sql = JdbcClient.create(database);
        this.seals = seals;
    }

    /**
     * Gives a person the work mail or user name to sign in by; it takes the place of the one before.
     *
     * @param loginName case and blanks around it do not matter
     * @return false: it is another person's already, and nothing was changed
     */
    public boolean set(PersonId person, String loginName) {
        try {
            sql.sql("insert into people_login (person, digest) values (?, ?) on conflict (person) do update set digest = excluded.digest")
                    .params(person.value(), digest(loginName)).update();
            return true;
        } catch (DuplicateKeyException _) {
            return false;
        }
    }

    /** Takes a person's login away, for one who left. */
    public void remove(PersonId person) {
        sql.sql("delete from people_login where person = ?").param(person.value()).update();
    }

    /** Whose login this is. */
    public Optional<PersonId> personOf(String loginName) {
        return sql.sql("select person from people_login where digest = ?").param(digest(loginName)).query(UUID.class).optional()
                .map(PersonId::new);
    }

    /** Whether the person has a login. */
    public boolean has(PersonId person) {
        return sql.sql("select count(*) from people_login where person = ?").param(person.value()).query(Long.class).single() > 0;
    }

    byte[] digest(String loginName) {
        return seals.digest(PURPOSE, loginName.strip().toLowerCase(Locale.ROOT));
    }
}

package org.cityarchive.server.people;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What are people called? The facts hold ids alone; names lie sealed, each for its person only. */
public final class SealedNames {
    private final JdbcClient sql;
    private final SealedText sealed;

    public SealedNames(DataSource database, SealedText sealed) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
    }

    /** Keeps a person's name; a later one takes its place. */
    public void keep(PersonId person, String name) {
        sql.sql("insert into people_name (person, sealed) values (?, ?) on conflict (person) do update set sealed = excluded.sealed")
                .params(person.value(), sealed.seal(purpose(person), name)).update();
    }

    /** Takes a name away again that was kept for nobody. */
    void forget(PersonId person) {
        sql.sql("delete from people_name where person = ?").param(person.value()).update();
    }

    /** A person's name. */
    public Optional<String> of(PersonId person) {
        return sql.sql("select sealed from people_name where person = ?").param(person.value()).query(byte[].class).optional()
                .map(row -> sealed.open(purpose(person), row));
    }

    /** The names of all who have one. */
    public Map<PersonId, String> all() {
        var names = new LinkedHashMap<PersonId, String>();
        sql.sql("select person, sealed from people_name order by person").query(row -> {
            var person = new PersonId(row.getObject("person", UUID.class));
            names.put(person, sealed.open(purpose(person), row.getBytes("sealed")));
        });
        return names;
    }

    private static String purpose(PersonId person) {
        return "people.name " + person;
    }
}

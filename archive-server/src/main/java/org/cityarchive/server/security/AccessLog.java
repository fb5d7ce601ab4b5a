package org.cityarchive.server.security;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What did people do that changed no fact? Readings of restricted records, searches, exports, sign-ins and whatever was refused. Rows
 * are only ever added (ARCHITECTURE §4); what they say in words is sealed, since a query may hold a name.
 */
public final class AccessLog {
    private static final String PURPOSE = "access.detail";

    private final JdbcClient sql;
    private final SealedText sealed;
    private final Clock clock;
    private final TransactionTemplate together;

    public AccessLog(DataSource database, SealedText sealed, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.clock = clock;
        this.together = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /** What kind of thing was done. */
    public enum Act {
        SIGN_IN, SIGN_OUT, SEARCH, RESTRICTED_READING, EXPORT, REFUSED
    }

    /**
     * An act to be kept.
     *
     * @param on what it was done on: "record" and an id, "export" and an id, a route; never content
     * @param detail in words: the query, the reason, the rule that refused; sealed
     */
    public record Note(Act act, String on, String detail) {}

    /** Keeps what was done, before its answer leaves: when this returns, the row is on the disk. */
    public void note(Actor actor, Note note) {
        note(actor, List.of(note));
    }

    /** The same for several: all or none. */
    public void note(Actor actor, Collection<Note> notes) {
        together.executeWithoutResult(_ -> notes.forEach(note -> insert(actor, note)));
    }

    private void insert(Actor actor, Note note) {
        var at = ApiTokens.utc(clock.instant());
        sql.sql("insert into access_log (at, actor, role, act, on_what, detail) values (?, ?, ?, ?, ?, ?)")
                .params(at, actor.id(), actor.role().word(), note.act().name(), note.on(), sealed.seal(PURPOSE, note.detail()))
                .update();
    }
}

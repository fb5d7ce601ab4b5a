package org.cityarchive.server.security;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CorrelationId;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * What did people do that changed no fact? Readings of restricted records, searches, exports, sign-ins, changes of ways in and
 * whatever was refused. Rows are only ever added (ARCHITECTURE §4); what they say in words is sealed, since a query may hold a name.
 */
public final class AccessLog {
    private static final String PURPOSE = "access.detail";
    private static final String KEEP = """
            insert into access_log (at, actor, role, request, act, on_what, detail)
            select ?, ?, ?, ?::text, n.act, n.on_what, n.detail from unnest(?, ?, ?) as n(act, on_what, detail)""";
    /** One statement is one transaction; how it commits is set within it, so that no connection keeps the setting. */
    private static final String KEEP_SOON = "with soon as (select set_config('synchronous_commit', 'off', true)) " + KEEP
            + ", soon";

    /** Who acts where nobody is known, and in which role; no role and no id is spelled so. */
    public static final String NOBODY = "nobody";

    /** SQLSTATE of PostgreSQL, appendix A: disk_full. */
    private static final String DISK_FULL = "53100";

    private final AtomicLong unwritten = new AtomicLong();
    private final JdbcClient sql;
    private final SealedText sealed;
    private final Clock clock;

    public AccessLog(DataSource database, SealedText sealed, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.clock = clock;
    }

    /** What kind of thing was done. */
    public enum Act {
        SIGN_IN, SIGN_OUT, SEARCH, RESTRICTED_READING, EXPORT, REFUSED,
        /** A way in was made, changed or ended: a password, a second factor, a session, a token. */
        CREDENTIAL,
        /** Somebody without a way in tried one: a wrong password, code or second factor, or too many of them. */
        SIGN_IN_REFUSED,
        /** An import was steered by a person or its adapter. */
        IMPORT_PAUSED, IMPORT_RESUMED, IMPORT_STOPPED, IMPORT_LOOKED_AT,
        /** A search was kept, or what is kept was changed. */
        SEARCH_SAVED, SEARCH_RENAMED, SEARCH_DELETED, SEARCH_ALERT,
        /** A custodian of a hold was written a reminder by hand. */
        HOLD_REMINDED
    }

    /**
     * An act to be kept.
     *
     * @param on what it was done on: "record" and an id, "export" and an id, a route; never content
     * @param detail in words: the query, the reason, the rule that refused; sealed
     */
    public record Note(Act act, String on, String detail) {
        /** What became of a person's ways in; never the secret itself. */
        public static Note waysIn(PersonId person, String what) {
            return new Note(Act.CREDENTIAL, "person " + person, what);
        }

        /** What became of a token; never its secret. */
        public static Note token(UUID token, String what) {
            return new Note(Act.CREDENTIAL, "token " + token, what);
        }
    }

    /** Keeps what was done, before its answer leaves: when this returns, the row is on the disk. */
    public void note(Actor actor, Note note) {
        note(actor, List.of(note));
    }

    /** The same for several: all or none. */
    public void note(Actor actor, Collection<Note> notes) {
        insert(KEEP, actor.id(), actor.role().word(), notes);
    }

    /**
     * Keeps what was done without waiting for the disk. For searches alone: they are many, and a crash of the database's machine in the
     * same fifth of a second may cost their rows, which no rule demands; a reading or a refusal never comes here.
     */
    public void noteSoon(Actor actor, Note note) {
        noteMissing();
        insert(KEEP_SOON, actor.id(), actor.role().word(), List.of(note));
    }

    /**
     * The same for people at the pages: while the database's disk is full they read the archive all the same, and how many searches are
     * missing is written down when there is room.
     */
    public void noteIfRoom(Actor actor, Note note) {
        try {
            noteSoon(actor, note);
        } catch (DataAccessException full) {
            if (!(full.getRootCause() instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()))) {
                throw full;
            }
            unwritten.incrementAndGet();
        }
    }

    /** Nobody's row: whoever searches next did not do it. What cannot be written now is written later. */
    private void noteMissing() {
        long missing = unwritten.getAndSet(0);
        if (missing > 0) {
            try {
                insert(KEEP, NOBODY, NOBODY, List.of(missing(missing)));
            } catch (DataAccessException e) {
                unwritten.addAndGet(missing);
                throw e;
            }
        }
    }

    private static Note missing(long searches) {
        return new Note(Act.SEARCH, "records",
                "Not written down while the database's disk was full: " + searches + (searches == 1 ? " search" : " searches"));
    }

    /** Keeps what somebody did whom nobody knows. */
    void noteNobody(List<Note> notes) {
        insert(KEEP, NOBODY, NOBODY, notes);
    }

    private void insert(String statement, String actor, String role, Collection<Note> notes) {
        if (notes.isEmpty()) {
            return;
        }
        var acts = notes.stream().map(note -> note.act().name()).toArray(String[]::new);
        var subjects = notes.stream().map(Note::on).toArray(String[]::new);
        var details = notes.stream().map(note -> sealed.seal(PURPOSE, note.detail())).toArray(byte[][]::new);
        sql.sql(statement).params(ApiTokens.utc(clock.instant()), actor, role, MDC.get(CorrelationId.LOGGED),
                new SqlArrayValue("text", (Object[]) acts), new SqlArrayValue("text", (Object[]) subjects),
                new SqlArrayValue("bytea", (Object[]) details))
                .update();
    }

    /** A row's words again. */
    public String open(byte[] detail) {
        return sealed.open(PURPOSE, detail);
    }
}

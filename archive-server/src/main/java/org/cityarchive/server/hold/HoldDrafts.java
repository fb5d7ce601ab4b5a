package org.cityarchive.server.hold;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.NoSuch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which holds is a person preparing? A draft binds nothing; it is its owner's alone until it is placed. */
final class HoldDrafts {
    private final JdbcClient sql;
    private final SealedText sealed;
    private final Clock clock;

    HoldDrafts(DataSource database, SealedText sealed, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.clock = clock;
    }

    /** A hold that is being prepared; its id becomes the hold's. */
    record Draft(UUID id, Map<String, String> typed, Instant keptAt) {
        public Matter matter() {
            return Matter.of(typed);
        }

        public ScopeForm scope() {
            return ScopeForm.of(typed);
        }
    }

    UUID begin(Actor owner, Map<String, String> typed) {
        var id = UUID.randomUUID();
        sql.sql("insert into hold_draft (draft, owner, sealed, kept_at) values (?, ?, ?, ?)")
                .params(id, owner.id(), seal(id, typed), now()).update();
        return id;
    }

    /** Keeps what was typed in one step beside what was typed in the others. */
    void keep(UUID id, Actor owner, Map<String, String> typed, List<String> step) {
        var all = new HashMap<>(found(id, owner).typed());
        step.forEach(all::remove);
        all.putAll(typed);
        sql.sql("update hold_draft set sealed = ?, kept_at = ? where draft = ? and owner = ?")
                .params(seal(id, all), now(), id, owner.id()).update();
    }

    List<Draft> of(Actor owner) {
        return sql.sql("select * from hold_draft where owner = ? order by kept_at desc, draft").param(owner.id()).query(this::row)
                .list();
    }

    /** @throws NoSuch there is none of this owner */
    Draft found(UUID id, Actor owner) {
        return sql.sql("select * from hold_draft where draft = ? and owner = ?").params(id, owner.id()).query(this::row)
                .optional()
                .orElseThrow(
                        () -> new NoSuch("You keep no draft with this id. It was placed or thrown away, or it is another’s."));
    }

    void forget(UUID id, Actor owner) {
        sql.sql("delete from hold_draft where draft = ? and owner = ?").params(id, owner.id()).update();
    }

    private byte[] seal(UUID id, Map<String, String> typed) {
        return sealed.seal(purpose(id), new String(CanonicalJson.write(typed), StandardCharsets.UTF_8));
    }

    private Draft row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("draft", UUID.class);
        var typed = new HashMap<String, String>();
        CanonicalJson.parseObject(sealed.open(purpose(id), row.getBytes("sealed")).getBytes(StandardCharsets.UTF_8))
                .forEach((name, text) -> typed.put(name, String.valueOf(text)));
        return new Draft(id, typed, row.getObject("kept_at", OffsetDateTime.class).toInstant());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String purpose(UUID id) {
        return "hold.draft " + id;
    }
}

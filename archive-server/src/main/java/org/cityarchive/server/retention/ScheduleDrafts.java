package org.cityarchive.server.retention;

import java.util.HashMap;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.server.retention.ScheduleDraft.State;
import org.cityarchive.server.retention.SeriesLine.WrongLineException;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which schedules are being drafted? A draft is no fact: it counts for nothing until two people adopted it. */
final class ScheduleDrafts {
    private final JdbcClient sql;
    private final SealedText sealed;
    private final Clock clock;

    ScheduleDrafts(DataSource database, SealedText sealed, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.clock = clock;
    }

    /** Keeps a new draft; one of this id that is there already stays as it is. */
    ScheduleDraft begin(ScheduleId id, String name, LocalDate effectiveFrom, List<SeriesLine> lines, PersonId by) {
        var draft = new ScheduleDraft(id, State.OPEN, 1, by, clock.instant(), name, effectiveFrom, lines);
        sql.sql("""
                insert into retention_draft (draft, state, changes, drafted_by, changed_at, sealed) values (?, 'OPEN', 1, ?, ?, ?)
                on conflict (draft) do nothing""").params(id.value(), by.value(), draft.changedAt().atOffset(ZoneOffset.UTC),
                seal(draft)).update();
        return of(id);
    }

    /** All but those that were dropped, the last changed first. */
    List<ScheduleDraft> all() {
        return sql.sql("select * from retention_draft where state <> 'DROPPED' order by changed_at desc, draft").query(this::row)
                .list();
    }

    Optional<ScheduleDraft> find(ScheduleId id) {
        return sql.sql("select * from retention_draft where draft = ? and state <> 'DROPPED'").param(id.value()).query(this::row)
                .optional();
    }

    /** @throws NoSuch there is none, or it was dropped */
    ScheduleDraft of(ScheduleId id) {
        return find(id).orElseThrow(() -> new NoSuch("No schedule has this id."));
    }

    /**
     * Changes an open draft; whoever does is its drafter from now on.
     *
     * @param seen how often it was changed when the person looked; null: whatever it is now
     * @throws Refused somebody else changed it meanwhile, or it is not open
     */
    ScheduleDraft change(ScheduleId id, @Nullable Long seen, PersonId by, UnaryOperator<ScheduleDraft> change) {
        var draft = of(id);
        if (!draft.isOpen()) {
            throw new Refused(new DraftRefusal.NotOpen());
        }
        return keep(draft, seen, by, change.apply(draft));
    }

    /**
     * Moves a draft on, as it is.
     *
     * @throws Refused it was changed meanwhile, or is not in the state from which it can move so
     */
    ScheduleDraft move(ScheduleId id, @Nullable Long seen, State from, State to, PersonId by) {
        var draft = of(id);
        if (draft.state() == to) {
            return draft;
        } else if (draft.state() != from) {
            throw new Refused(new DraftRefusal.NotOpen());
        }
        // who adopts does not become its drafter
        return keep(draft, seen, to == State.ADOPTED ? draft.draftedBy() : by, draft.as(to));
    }

    private ScheduleDraft keep(ScheduleDraft before, @Nullable Long seen, PersonId by, ScheduleDraft next) {
        int rows = seen != null && seen != before.changes()
                ? 0
                : sql.sql("""
                        update retention_draft set state = ?, changes = changes + 1, drafted_by = ?, changed_at = ?, sealed = ?
                         where draft = ? and changes = ?""").params(next.state().name(), by.value(),
                        clock.instant().atOffset(ZoneOffset.UTC), seal(next), before.id().value(), before.changes()).update();
        if (rows == 0) {
            throw new Refused(new DraftRefusal.ChangedMeanwhile());
        }
        return of(before.id());
    }

    private byte[] seal(ScheduleDraft draft) {
        var said = Map.<String, Object>of("name", draft.name(), "from", draft.effectiveFrom().toString(), "lines",
                draft.lines().stream().map(SeriesLine::columns).toList());
        return sealed.seal(purpose(draft.id().value()), new String(CanonicalJson.write(said), StandardCharsets.UTF_8));
    }

    private ScheduleDraft row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("draft", UUID.class);
        var said = CanonicalJson.parseObject(sealed.open(purpose(id), row.getBytes("sealed")).getBytes(StandardCharsets.UTF_8));
        return new ScheduleDraft(new ScheduleId(id), State.valueOf(row.getString("state")), row.getLong("changes"),
                new PersonId(row.getObject("drafted_by", UUID.class)),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(), String.valueOf(said.get("name")),
                LocalDate.parse(String.valueOf(said.get("from"))), lines(said.get("lines")));
    }

    private static List<SeriesLine> lines(@Nullable Object listed) {
        var lines = new ArrayList<SeriesLine>();
        if (listed instanceof List<?> list) {
            for (var one : list) {
                if (one instanceof Map<?, ?> columns) {
                    lines.add(line(columns));
                }
            }
        }
        return lines;
    }

    private static SeriesLine line(Map<?, ?> columns) {
        var texts = new HashMap<String, String>();
        columns.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
        try {
            return SeriesLine.read(texts);
        } catch (WrongLineException e) {
            throw new IllegalStateException("a kept draft has a line that cannot be read: " + e.column(), e);
        }
    }

    private static String purpose(UUID id) {
        return "retention.draft " + id;
    }
}

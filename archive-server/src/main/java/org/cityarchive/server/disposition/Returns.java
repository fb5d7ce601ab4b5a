package org.cityarchive.server.disposition;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ErasureCommand;
import org.cityarchive.core.disposition.ErasureCommand.DestroyReturn;
import org.cityarchive.core.disposition.ErasureCommand.KeepReturn;
import org.cityarchive.core.disposition.ErasureRefusal;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.capture.Records;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NotGranted;
import org.cityarchive.server.web.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was seen again of destroyed records, and what the clerk says of it. */
final class Returns {
    private static final int TRIES = 5;

    private final JdbcClient sql;
    private final Records records;
    private final Preparing preparing;
    private final DispositionWords words;
    private final Archive archive;
    private final PeopleInRoles people;
    private final UnaryOperator<String> behind;
    private final CityTimes times;

    /** @param behind the person who acts by a token or a session */
    Returns(DataSource database, Records records, Preparing preparing, DispositionWords words, Archive archive,
            PeopleInRoles people, UnaryOperator<String> behind, CityTimes times) {
        this.sql = JdbcClient.create(database);
        this.records = records;
        this.preparing = preparing;
        this.words = words;
        this.archive = archive;
        this.people = people;
        this.behind = behind;
        this.times = times;
    }

    /** Those that wait for the clerk. */
    List<RecordId> waiting() {
        var again = sql.sql("""
                select distinct k.record from vault_erased e join vault_record_key k on k.record = e.record and k.life > e.life
                order by 1""").query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
        return records.lives(again, Long.MAX_VALUE).entrySet().stream().filter(entry -> entry.getValue().isBack())
                .map(Map.Entry::getKey).toList();
    }

    /**
     * What came is a record again.
     *
     * @throws Refused nothing came, or another decides
     */
    void keep(RecordId record, String why, Actor by) {
        var reason = words.keep(Map.of("return", why));
        send(acting -> new KeepReturn(record, reason, acting), by);
    }

    /**
     * What came goes too.
     *
     * @throws Refused a hold, a request or its period stands against it, or nothing came
     */
    void destroy(RecordId record, Actor by) {
        var life = records.lives(List.of(record), Long.MAX_VALUE).get(record);
        if (life == null || life.destructions().isEmpty()) {
            throw new Refused(new ErasureRefusal.NothingCameBack(record));
        }
        var disposition = new DispositionId(life.destructions().getLast().fact().disposition());
        send(acting -> new DestroyReturn(disposition,
                preparing.prepare(List.of(record), acting.today()).candidates().getFirst(), times.city(), acting), by);
    }

    private void send(Function<Acting, ErasureCommand> command, Actor by) {
        var acting = acting(by);
        for (int i = 0; i < TRIES; i++) {
            var attribution = new Attribution(by.id(), by.role().word(), UUID.randomUUID().toString(), null,
                    times.city().getId());
            switch (archive.send(command.apply(acting), attribution).decision()) {
                case Decision.Refused(var refusal) -> throw new Refused(refusal);
                case Decision.Accepted _ -> {
                    return;
                }
                case Decision.Outdated _ -> { // what it stands on moved: once more, from the present
                }
            }
        }
        throw new Failure.StoreBusy("holds or rules change faster than this can be prepared");
    }

    private Acting acting(Actor by) {
        try {
            return new Acting(new PersonId(UUID.fromString(behind.apply(by.id()))), by.role(), people.today());
        } catch (IllegalArgumentException _) {
            throw new NotGranted("Not done: this token was made by no person. Sign in, or let a person make the token.");
        }
    }
}

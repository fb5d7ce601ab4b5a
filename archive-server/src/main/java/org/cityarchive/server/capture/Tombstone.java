package org.cityarchive.server.capture;

import java.util.Objects;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.account.AccountRegister;
import org.jspecify.annotations.Nullable;

/**
 * What remains of a destroyed record: no word of it, only when, of what kind, where, and by whose decision (LAW.md C.8).
 *
 * @param createdAt when the platform said it was made; null where it did not say
 * @param dated the day from which its age counted; null where a journal alone tells of its destruction
 * @param on the city day of its destruction, likewise
 * @param disposition the batch by which it went, likewise
 * @param destroyedAt when
 * @param back whether something of it was seen since, on which nobody has decided
 * @param seenAgainAt when; null where nothing was
 */
public record Tombstone(RecordId id, String platform, String kind, AccountRegister.Entry account, @Nullable Instant createdAt,
        Instant firstObservedAt, @Nullable LocalDate dated, @Nullable LocalDate on, @Nullable UUID disposition,
        Instant destroyedAt, List<Recorded<CaptureEvent>> facts, boolean back, @Nullable Instant seenAgainAt) {

    /** A fact of it, in words. */
    public record Noted(long position, Instant at, String name) {}

    /** The facts of it, as a page names them. */
    public List<Noted> noted() {
        return facts.stream().map(one -> new Noted(one.position(), one.at(), FactWords.name(one.fact()))).toList();
    }

    static Tombstone of(RecordId record, RecordLife life, AccountRegister accounts) {
        var history = RecordHistory.origin(life.past());
        var gone = life.destructions().isEmpty() ? null : life.destructions().getLast().fact();
        var ended = Objects.requireNonNull(life.ended());
        return new Tombstone(record, history.platform(), RecordAt.word(history.kind()),
                accounts.of(history.account()).orElseThrow(), history.createdAt(), RecordHistory.begins(life.past()),
                gone == null ? null : gone.dated(), gone == null ? null : gone.on(), gone == null ? null : gone.disposition(),
                ended.at(), life.past(), life.isBack(),
                life.facts().isEmpty() ? null : life.facts().getLast().fact().sighting().observedAt());
    }
}

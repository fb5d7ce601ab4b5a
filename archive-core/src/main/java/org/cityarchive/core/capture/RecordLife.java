package org.cityarchive.core.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A record's facts, parted where it was destroyed. What is before is a stub: it tells when and of what kind, and nothing of it opens.
 *
 * @param past facts of capture of what was destroyed, in their order
 * @param facts facts of capture of the life that goes on; all of them where nothing was destroyed
 * @param ended the last destruction; null where nothing was destroyed
 * @param destructions the facts of it, in their order; a restored archive may know of a destruction by no fact
 * @param kept whether a person said that what came back is a record again
 */
public record RecordLife(List<Recorded<CaptureEvent>> past, List<Recorded<CaptureEvent>> facts, @Nullable Ended ended,
        List<Recorded<RecordDestroyed>> destructions, boolean kept) {

    /**
     * An end.
     *
     * @param at when it was destroyed
     * @param parts the greatest number that a sealed part of it had: numbers go on behind it
     * @param life the number of the life that ended, from 1
     */
    public record Ended(Instant at, int parts, int life) {}

    /**
     * An erasure as the vault knows it.
     *
     * @param upTo the record's facts up to this position tell of what was erased
     */
    public record Erased(Instant at, int life, long upTo) {}

    /**
     * Parts a record's facts.
     *
     * @param facts all that name it, in their order
     * @param erased what the vault knows besides: the same, and in a restored archive more; null: nothing
     */
    public static RecordLife of(List<? extends Recorded<?>> facts, @Nullable Erased erased) {
        var past = new ArrayList<Recorded<CaptureEvent>>();
        var living = new ArrayList<Recorded<CaptureEvent>>();
        var destructions = new ArrayList<Recorded<RecordDestroyed>>();
        boolean kept = false;
        Instant at = erased == null ? null : erased.at();
        for (var recorded : facts) {
            switch (recorded.fact()) {
                case CaptureEvent captured -> (erased != null && recorded.position() <= erased.upTo() ? past : living)
                        .add(new Recorded<>(recorded.position(), captured, recorded.at(), recorded.by()));
                case RecordDestroyed gone -> {
                    past.addAll(living);
                    living.clear();
                    kept = false;
                    destructions.add(new Recorded<>(recorded.position(), gone, recorded.at(), recorded.by()));
                    at = recorded.at();
                }
                case ReturnKept _ -> kept = true;
                default -> {
                    // says nothing of its life
                }
            }
        }
        int life = Math.max(destructions.size(), erased == null ? 0 : erased.life());
        return new RecordLife(List.copyOf(past), List.copyOf(living), at == null ? null : new Ended(at, parts(past), life),
                List.copyOf(destructions), kept);
    }

    private static int parts(List<Recorded<CaptureEvent>> past) {
        int most = 0;
        for (var recorded : past) {
            var version = recorded.fact().version();
            most = Math.max(most, version == null ? 0 : version.number());
            most = Math.max(most, recorded.fact() instanceof MediaCaptured medium ? medium.number() : 0);
        }
        return most;
    }

    /** Whether nothing of it is there to be read. */
    public boolean isDestroyed() {
        return ended != null && (facts.isEmpty() || !kept);
    }

    /** Whether something came back on which nobody has decided. */
    public boolean isBack() {
        return ended != null && !facts.isEmpty() && !kept;
    }

    /** The facts of what may be read; none where it is destroyed, or waits for a person's word. */
    public List<Recorded<CaptureEvent>> readable() {
        return isDestroyed() ? List.of() : facts;
    }
}

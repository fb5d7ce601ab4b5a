package org.cityarchive.core.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.capture.CaptureEvent.CommentCaptured;
import org.cityarchive.core.capture.CaptureEvent.DeletionObserved;
import org.cityarchive.core.capture.CaptureEvent.EditCaptured;
import org.cityarchive.core.capture.CaptureEvent.HidingObserved;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.CaptureEvent.MessageCaptured;
import org.cityarchive.core.capture.CaptureEvent.ParentLearned;
import org.cityarchive.core.capture.CaptureEvent.PostCaptured;
import org.cityarchive.core.capture.CaptureEvent.ProfileCaptured;
import org.cityarchive.core.capture.CaptureEvent.ReappearanceObserved;
import org.cityarchive.core.capture.CaptureEvent.SightingCaptured;
import org.cityarchive.core.capture.CaptureEvent.UnhidingObserved;
import org.cityarchive.core.capture.CaptureLaw.Judgement;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.capture.RecordStanding.Known;
import org.cityarchive.core.capture.Timeline.Point;
import org.cityarchive.core.capture.Timeline.Wording;
import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/** One observation against what is known of its record. */
final class Judging {
    /** Stands in for the root while it is only asked what has to be sealed; no such fact is ever stored. */
    static final Commitment UNSEALED = new Commitment(new byte[Commitment.LENGTH]);

    private final RecordStanding before;
    private final Offered offer;
    private final Known seen;
    private final List<Known> all;
    private final Timeline<Print> timeline;
    private final List<CaptureEvent> facts = new ArrayList<>();

    Judging(RecordStanding before, Offered offer) {
        this.before = before;
        this.offer = offer;
        int number = before.nextNumber();
        seen = new Known(offer.sighting(), Point.of(offer.sighting(), offer.shown(), number), offer.counterPrint(),
                offer.origin().createdAt());
        all = before.all();
        all.add(seen);
        timeline = timeline(all);
    }

    private static Timeline<Print> timeline(List<Known> known) {
        return new Timeline<>(known.stream().map(Known::point).toList(), CaptureLaw.ANY_ORDER);
    }

    Judgement judge() {
        if (before.isOfWhatWasDestroyed(offer.sighting())) {
            return new Judgement(Outcome.UNCHANGED, 0, List.of(), List.of());
        } else if (before.all().stream().anyMatch(this::same)) { // what an older archive did not ask of it can still be told
            tellParent();
            return new Judgement(facts.isEmpty() ? Outcome.UNCHANGED : Outcome.OTHER_FACTS, 0, List.copyOf(facts), List.of());
        }
        var wordings = timeline.wordings();
        int more = wordings.size() - timeline(before.all()).wordings().size();
        tellWordings(wordings, more);
        tellStates();
        boolean own = facts.stream().anyMatch(fact -> isOwn(fact.sighting(), fact.version()));
        int part = before.partHolding(offer.shown());
        // Its fields stand in several parts, so none can speak for it; or it is the first to show when the thing was made, or what it answers.
        if (!own && ((offer.shown() != null && part == 0) || tellsCreation() || tellsParent())) {
            facts.add(new SightingCaptured(offer.record(), offer.sighting(), ownVersion(), offer.origin().createdAt(),
                    isLateWording(seen.point())));
            own = true;
        }
        tellParent();
        var kept = new ArrayList<Kept>();
        if (own) {
            keepSealed(kept);
        } else {
            var shown = offer.shown() == null ? new TreeMap<String, Print>() : offer.shown();
            kept.add(new Sighted(offer.record(), offer.sighting(), part, shown.keySet(), offer.counters()));
        }
        return new Judgement(outcome(more), own ? before.nextNumber() : 0, List.copyOf(facts), kept);
    }

    private boolean same(Known known) {
        return known.sighting().equals(offer.sighting()) && Objects.equals(known.point().shown(), offer.shown())
                && Objects.equals(known.counters(), offer.counterPrint());
    }

    private Outcome outcome(int more) {
        if (before.isNew()) { // what was destroyed and is seen again is a fact for the clerk, no record yet
            return before.ended() == null ? Outcome.NEW_RECORD : Outcome.OTHER_FACTS;
        }
        if (more > 0) {
            return Outcome.NEW_VERSION;
        }
        return facts.isEmpty() ? Outcome.UNCHANGED : Outcome.OTHER_FACTS;
    }

    /** @param more how many wordings there are now that there were not before */
    private void tellWordings(List<Wording<Print>> wordings, int more) {
        var begins = wordings.stream().map(Wording::first).toList();
        for (var point : timeline.needed()) {
            if (before.told().stream().anyMatch(known -> known.point().tellsWordingOf(point))) {
                continue;
            }
            var known = knownAt(point);
            var version = versionOf(known);
            boolean late = isLateWording(point);
            if (!before.captured() && facts.isEmpty() && known.equals(seen)) {
                facts.add(captured(version));
            } else if (more > 0 && begins.contains(point) && follows(point)) {
                facts.add(new EditCaptured(offer.record(), known.sighting(), version, known.createdAt(), late));
            } else {
                facts.add(new SightingCaptured(offer.record(), known.sighting(), version, known.createdAt(), late));
            }
        }
    }

    private void tellStates() {
        var turns = timeline.turns();
        for (int i = 0; i < turns.size(); i++) {
            var point = turns.get(i);
            boolean told = before.told().stream().anyMatch(known -> known.point().tellsStateOf(point));
            boolean toldNow = facts.stream().anyMatch(fact -> fact.sighting().equals(knownAt(point).sighting()));
            boolean plain = i == 0 && point.state() == State.PRESENT;
            if (!told && !(plain && toldNow)) {
                var known = knownAt(point);
                tellState(known, toldNow ? null : stateVersion(known), i == 0 ? null : turns.get(i - 1).state(),
                        i < turns.size() - 1);
            }
        }
    }

    private void tellState(Known known, @Nullable Version version, @Nullable State previous, boolean late) {
        var sighting = known.sighting();
        var origin = offer.origin().madeAt(known.createdAt());
        facts.add(switch (sighting.state()) {
            case GONE -> new DeletionObserved(offer.record(), origin, sighting, version, late);
            case HIDDEN -> new HidingObserved(offer.record(), origin, sighting, version, late);
            case PRESENT -> previous == State.GONE
                    ? new ReappearanceObserved(offer.record(), origin, sighting, version, late, null)
                    : previous == State.HIDDEN
                            ? new UnhidingObserved(offer.record(), origin, sighting, version, late)
                            : !before.captured() && known.equals(seen)
                                    ? captured(versionOf(known))
                                    : new SightingCaptured(offer.record(), sighting, versionOf(known), known.createdAt(), late);
        });
    }

    /** Whether no fact of an earlier sighting tells when the thing was made: the earliest that shows it is believed. */
    private boolean tellsCreation() {
        var created = offer.origin().createdAt();
        return created != null && before.told().stream().noneMatch(known -> {
            var told = known.createdAt();
            int order = known.point().effective().compareTo(seen.point().effective());
            return told != null && (order < 0 || (order == 0 && !told.isAfter(created)));
        });
    }

    /** Whether it says what the thing answers and no fact does. */
    private boolean tellsParent() {
        return offer.parent() != null && before.parent() == null && facts.stream().allMatch(fact -> fact.parent() == null);
    }

    private void tellParent() {
        var parent = offer.parent();
        if (parent != null && tellsParent()) {
            facts.add(new ParentLearned(offer.record(), parent, offer.parentAssumed(), offer.sighting()));
        }
    }

    private CaptureEvent captured(Version version) {
        if (before.ended() != null) {
            return new ReappearanceObserved(offer.record(), offer.origin(), offer.sighting(), version, false, true);
        }
        return switch (offer.origin().kind()) {
            case POST -> new PostCaptured(offer.record(), offer.origin(), offer.sighting(), version);
            case COMMENT -> new CommentCaptured(offer.record(), offer.parent(), offer.parentAssumed(), offer.origin(),
                    offer.sighting(), version);
            case MESSAGE -> new MessageCaptured(offer.record(), offer.origin(), offer.sighting(), version);
            case PROFILE -> new ProfileCaptured(offer.record(), offer.origin(), offer.sighting(), version);
        };
    }

    private void keepSealed(List<Kept> kept) {
        var sealed = offer.sealed();
        if (sealed == null) {
            return;
        }
        kept.addAll(sealed.rows());
        for (var medium : sealed.media()) {
            facts.add(new MediaCaptured(offer.record(), offer.sighting(), sealed.number(), medium.index(), medium.mediaType(),
                    medium.content(), medium.bytes()));
        }
    }

    private Known knownAt(Point<Print> point) {
        return seen.point().equals(point)
                ? seen
                : all.stream().filter(known -> known.point().equals(point)).findFirst().orElseThrow();
    }

    private boolean isOwn(Sighting sighting, @Nullable Version version) {
        return version != null && version.number() == before.nextNumber() && sighting.equals(offer.sighting());
    }

    private Version versionOf(Known known) {
        if (known.equals(seen)) {
            return ownVersion();
        }
        var part = before.parts().get(known.point().part());
        if (part == null) {
            throw new IllegalStateException("a sighting of record " + offer.record() + " names a part that no fact tells");
        }
        // Its samples stand in the row kept beside the facts; those in the part are of another sighting.
        return new Version(part.number(), part.content(), part.bytes(), prints(known.point().shown(), null));
    }

    private @Nullable Version stateVersion(Known known) {
        return known.equals(seen) || known.point().shown() != null ? versionOf(known) : null;
    }

    private Version ownVersion() {
        var sealed = offer.sealed();
        return new Version(before.nextNumber(), sealed == null ? UNSEALED : sealed.content(), sealed == null ? 0 : sealed.bytes(),
                prints(offer.shown(), offer.counterPrint()));
    }

    private static SortedMap<String, Print> prints(@Nullable SortedMap<String, Print> shown, @Nullable Print counters) {
        var prints = shown == null ? new TreeMap<String, Print>() : new TreeMap<>(shown);
        if (counters != null) {
            prints.put(RecordStanding.COUNTERS, counters);
        }
        return prints;
    }

    /** Whether a wording was known at that instant or before. */
    private boolean follows(Point<Print> point) {
        return all.stream().map(Known::point).anyMatch(other -> other.shown() != null && !other.equals(point)
                && !other.effective().isAfter(point.effective()));
    }

    private boolean isLateWording(Point<Print> point) {
        return all.stream().map(Known::point)
                .anyMatch(other -> other.shown() != null && other.effective().isAfter(point.effective()));
    }
}

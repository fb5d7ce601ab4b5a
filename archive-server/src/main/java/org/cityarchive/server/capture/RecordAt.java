package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordHistory.Standing;
import org.cityarchive.core.capture.RecordHistory.Stretch;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.server.web.CityTimes;
import org.jspecify.annotations.Nullable;

/**
 * A record as it stood on its platform at one instant, or as last known.
 *
 * @param stretch what stood then
 * @param asOf the instant asked for; null: as last known
 */
public record RecordAt(RecordView view, Stretch stretch, @Nullable Instant asOf) {

    /** Empty: the record was not there yet. */
    public static Optional<RecordAt> of(RecordView view, @Nullable Instant asOf) {
        var stretches = view.history().stretches();
        if (asOf == null) {
            return Optional.of(new RecordAt(view, stretches.getLast(), null));
        }
        return stretches.stream().filter(s -> s.holds(asOf)).findFirst().map(s -> new RecordAt(view, s, asOf));
    }

    public RecordId id() {
        return view.history().record();
    }

    public RecordHistory history() {
        return view.history();
    }

    /** The wording that stood; null when none was kept. */
    public @Nullable Wording wording() {
        return stretch.wording();
    }

    /** What the wording holds; null when none was kept. */
    public @Nullable Content content() {
        var wording = stretch.wording();
        return wording == null ? null : wording.content();
    }

    /** The wordings up to then, oldest first. */
    public List<Wording> wordings() {
        return history().wordings().subList(0, stretch.wordings());
    }

    /** The states up to then, oldest first. */
    public List<Standing> states() {
        return history().states().stream().filter(s -> asOf == null || !s.from().isAfter(asOf)).toList();
    }

    public State state() {
        return stretch.state();
    }

    /** Whether who reads it is written down. */
    public boolean isRestricted() {
        return history().origin().kind().isRestricted();
    }

    public boolean isEdited() {
        return stretch.wordings() > 1;
    }

    /** Whether it came back after it was seen gone. */
    public boolean isBack() {
        return stretch.gone() && stretch.state() != State.GONE;
    }

    /** Whether a part of its history was observed before, but reached the archive after, something newer. */
    public boolean isLate() {
        return view.facts().stream().anyMatch(f -> switch (f.fact()) {
            case CaptureEvent.EditCaptured e -> e.late();
            case CaptureEvent.HidingObserved e -> e.late();
            case CaptureEvent.UnhidingObserved e -> e.late();
            case CaptureEvent.DeletionObserved e -> e.late();
            case CaptureEvent.ReappearanceObserved e -> e.late();
            case CaptureEvent.SightingCaptured _ -> false;
            case CaptureEvent.Captured _ -> false;
            case CaptureEvent.MediaCaptured _ -> false;
            case CaptureEvent.ParentLearned _ -> false;
        });
    }

    /** Whether the platform says it was made after we first saw it: kept as given, and shown (ARCHITECTURE.md §7). */
    public boolean isAheadOfItsTime() {
        var created = history().origin().createdAt();
        return created != null && created.isAfter(history().firstObservedAt());
    }

    /** The language of its words as the platform tells it; null where it tells none that is one. */
    public @Nullable String lang() {
        var content = content();
        var lang = content == null ? null : content.lang();
        return lang != null && lang.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*") ? lang : null;
    }

    /** The names of its marks, as the API gives them. */
    public List<String> marks() {
        var marks = new ArrayList<String>();
        add(marks, "deleted", state() == State.GONE);
        add(marks, "hidden", state() == State.HIDDEN);
        add(marks, "edited", isEdited());
        add(marks, "reappeared", isBack());
        add(marks, "late", isLate());
        add(marks, "future-date", isAheadOfItsTime());
        return List.copyOf(marks);
    }

    private static void add(List<String> marks, String name, boolean so) {
        if (so) {
            marks.add(name);
        }
    }

    /** How pages name it. */
    public RecordTitle title() {
        return RecordTitle.of(this);
    }

    /** Its marks, as pages show them. */
    public List<StateMark> stateMarks(CityTimes times) {
        return StateMark.of(this, times);
    }

    /** A name of ours as programs read it: small letters. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

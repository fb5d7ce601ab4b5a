package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.cityarchive.core.capture.CaptureEvent;
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
import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.RecordHistory.Wording;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * A fact in words: what is known, and no more than that.
 *
 * @param tone colour of its dot: captured, edited, deleted, hidden or plain
 * @param icon name of a bootstrap icon
 * @param version the wording that it told, in shown order; 0 none
 * @param bytes of raw data sealed with it; 0 none
 */
public record FactWords(Recorded<CaptureEvent> recorded, String title, String sentence, String tone, String icon, int version,
        long bytes) {

    public static FactWords of(RecordView view, Recorded<CaptureEvent> recorded) {
        var fact = recorded.fact();
        int version = wording(view, fact);
        long bytes = fact instanceof MediaCaptured media ? media.bytes() : fact.version() == null ? 0 : fact.version().bytes();
        var look = look(fact, version);
        return new FactWords(recorded, look.title(), sentence(fact), look.tone(), look.icon(), version, bytes);
    }

    /** A record's facts in words, in the order of the archive's knowledge. */
    public static List<FactWords> all(RecordView view) {
        return view.facts().stream().map(fact -> of(view, fact)).toList();
    }

    public Instant observedAt() {
        return recorded.fact().sighting().observedAt();
    }

    /** When the platform says that it happened; null when it does not say. */
    public @Nullable Instant platformTime() {
        var told = recorded.fact().sighting().versionTime();
        return told == null && recorded.fact() instanceof CaptureEvent.Captured captured ? captured.origin().createdAt() : told;
    }

    public Instant keptAt() {
        return recorded.at();
    }

    /** How the archive came to know it. */
    public String source() {
        return source(recorded.fact().sighting());
    }

    public static String source(Sighting sighting) {
        return switch (sighting.source()) {
            case "observed" -> "in an import of observed lines";
            case "x-archive" -> "in an import of an X archive";
            default -> "by " + sighting.source();
        };
    }

    private record Look(String title, String tone, String icon) {}

    private static Look look(CaptureEvent fact, int version) {
        var number = version == 0 ? "" : ": version " + version;
        return switch (fact) {
            case PostCaptured _,CommentCaptured _,MessageCaptured _,ProfileCaptured _ ->
                new Look("Captured" + number, "captured", "plus-lg");
            case EditCaptured _ -> new Look("Edited" + number, "edited", "pencil");
            case SightingCaptured _ -> new Look("Wording seen" + number, "plain", "eye");
            case HidingObserved _ -> new Look("Hiding observed", "hidden", "eye-slash");
            case UnhidingObserved _ -> new Look("Shown again", "captured", "eye");
            case DeletionObserved _ -> new Look("Deletion observed", "deleted", "x-circle");
            case ReappearanceObserved _ -> new Look("Reappearance observed", "captured", "arrow-counterclockwise");
            case MediaCaptured _ -> new Look("Medium kept", "plain", "image");
            case ParentLearned _ -> new Look("What it answers was learned", "plain", "reply");
        };
    }

    /** What a fact says, in two or three words. */
    static String name(CaptureEvent fact) {
        return look(fact, 0).title();
    }

    private static String sentence(CaptureEvent fact) {
        return switch (fact) {
            case PostCaptured _,MessageCaptured _,ProfileCaptured _ -> "First content of this record.";
            case CommentCaptured c -> c.parentAssumed()
                    ? "First content of this record. What it answers had not been captured then and was taken to be on the same account."
                    : "First content of this record.";
            case EditCaptured e -> late(e.late(), "Another wording was seen.");
            case SightingCaptured _ -> "A sighting that gives this wording its place in the record’s history.";
            case HidingObserved h -> late(h.late(), "Taken from sight on the platform, still there. Who hid it: not stated.");
            case UnhidingObserved u -> late(u.late(), "In sight again on the platform.");
            case DeletionObserved d -> late(d.late(), confirmed(d.sighting().confirmedBy()) + " Who deleted it: not stated.");
            case ReappearanceObserved r -> late(r.late(), "There again on the platform after it was seen gone.");
            case MediaCaptured m ->
                "The bytes of medium " + (m.index() + 1) + " (" + m.mediaType() + ") were sealed in the vault.";
            case ParentLearned p -> p.parentAssumed()
                    ? "It answers another record. That one had not been captured then and was taken to be on the same account."
                    : "It answers another record, which was captured before.";
        };
    }

    private static String late(boolean late, String sentence) {
        return late ? sentence + " It reached the archive after newer facts and stands in its place by its own time." : sentence;
    }

    private static String confirmed(@Nullable ConfirmedBy by) {
        return switch (by) {
            case PLATFORM_EVENT -> "The platform said that it is gone.";
            case OWNERS_EXPORT -> "The account owner's export says that it is gone.";
            case DIRECT_READ -> "Asked for by its number, the platform answered that it does not exist.";
            case null -> "How it was confirmed: not stated.";
        };
    }

    private static int wording(RecordView view, CaptureEvent fact) {
        var version = fact.version();
        if (version == null || fact instanceof MediaCaptured) {
            return 0;
        }
        return view.history().wordings().stream().filter(w -> w.part() == version.number()).mapToInt(Wording::number).findFirst()
                .orElse(0);
    }

    /** Such as "1,482 bytes". */
    public String size() {
        return size(bytes);
    }

    static String size(long bytes) {
        return String.format(Locale.US, bytes == 1 ? "%,d byte" : "%,d bytes", bytes);
    }

    /** Whether it tells of the platform; else it tells of what the archive holds. */
    public boolean isOfThePlatform() {
        return switch (recorded.fact()) {
            case MediaCaptured _,SightingCaptured _,ParentLearned _ -> false;
            default -> true;
        };
    }
}

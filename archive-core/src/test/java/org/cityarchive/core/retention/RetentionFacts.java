package org.cityarchive.core.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.CommentCaptured;
import org.cityarchive.core.capture.CaptureEvent.EditCaptured;
import org.cityarchive.core.capture.CaptureEvent.ParentLearned;
import org.cityarchive.core.capture.CaptureEvent.PostCaptured;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.Origin;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.capture.Version;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;
import org.jspecify.annotations.Nullable;

/** Facts to begin a test with; each names only what matters. */
public final class RetentionFacts {
    public static final ZoneId CITY = ZoneId.of("America/Denver");
    public static final PersonId RUTH_THE_CLERK = person(1);
    public static final PersonId MAX_THE_MANAGER = person(2);
    public static final PersonId ANA_THE_ATTORNEY = person(3);
    public static final SeriesCode ROUTINE = new SeriesCode("S1-CORR-ROUTINE");
    public static final SeriesCode COMPLAINT = new SeriesCode("S8-COMPLAINT");
    public static final SeriesCode NOTICE = new SeriesCode("S8-MEETING-NOTICE");
    public static final SeriesCode PROMOTION = new SeriesCode("S8-PROMOTION-COST");
    public static final ScheduleId SCHEDULE = new ScheduleId(new UUID(9, 1));
    public static final UUID WORDS = new UUID(9, 9);
    private static final AccountId ACCOUNT = new AccountId(new UUID(8, 8));

    private RetentionFacts() {}

    /** Facts as a store would give them, from position 1. */
    public static List<Recorded<?>> recorded(Fact... facts) {
        var recorded = new ArrayList<Recorded<?>>();
        for (var fact : facts) {
            recorded.add(
                    new Recorded<>(recorded.size() + 1L, fact, Instant.EPOCH, new Attribution("t", "clerk", "t", null, "z")));
        }
        return recorded;
    }

    public static PersonId person(long number) {
        return new PersonId(new UUID(1, number));
    }

    public static RecordId record(long number) {
        return new RecordId(new UUID(2, number));
    }

    public static Series series(SeriesCode code, String period, Trigger trigger) {
        var length = RetentionPeriod.parse(period);
        return new Series(code, length, trigger, length.isPermanent() ? Action.RETAIN : Action.DESTROY, Subcommittee.EXEMPT);
    }

    public static ScheduleAdopted schedule(Series... series) {
        return new ScheduleAdopted(SCHEDULE, LocalDate.parse("2000-01-01"), List.of(series), WORDS, RUTH_THE_CLERK,
                MAX_THE_MANAGER);
    }

    public static SeriesConfirmed confirmed(SeriesCode series) {
        return new SeriesConfirmed(SCHEDULE, series, WORDS, RUTH_THE_CLERK, MAX_THE_MANAGER);
    }

    public static RuleId rule(SeriesCode series) {
        return new RuleId(new UUID(3, series.hashCode()));
    }

    public static RuleAdopted ruleFor(SeriesCode series) {
        return new RuleAdopted(rule(series), 1, series, WORDS, RUTH_THE_CLERK, 1, 1);
    }

    /** @param createdAt instant; null: the platform does not say, and it was seen on 1 October 2023 */
    public static PostCaptured post(RecordId record, @Nullable String createdAt) {
        return new PostCaptured(record, origin(Kind.POST, createdAt), sighting(null), version(1));
    }

    public static CommentCaptured comment(RecordId record, RecordId parent, String createdAt) {
        return new CommentCaptured(record, parent, false, origin(Kind.COMMENT, createdAt), sighting(null), version(1));
    }

    /** What it answers, learned after it was captured. */
    public static CaptureEvent answering(RecordId record, RecordId parent) {
        return new ParentLearned(record, parent, false, sighting(null));
    }

    /** @param editedAt the platform's time of the edit; null: it does not say, and it was seen on 1 October 2023 */
    public static CaptureEvent edit(RecordId record, @Nullable String editedAt) {
        return new EditCaptured(record, sighting(editedAt), version(2), null, false);
    }

    /** A post, or a comment where it answers something; its one word is spelled as the size of its raw bytes. */
    public static CaptureEvent saying(int word, RecordId record, @Nullable RecordId parent, Instant createdAt) {
        var saying = new Version(1, version(1).content(), word, new TreeMap<>());
        return parent == null
                ? new PostCaptured(record, origin(Kind.POST, createdAt.toString()), sighting(null), saying)
                : new CommentCaptured(record, parent, false, origin(Kind.COMMENT, createdAt.toString()), sighting(null), saying);
    }

    /** An edit that adds a word. */
    public static CaptureEvent saying(int word, RecordId record) {
        return new EditCaptured(record, sighting("2024-02-01T18:00:00Z"),
                new Version(2, version(2).content(), word, new TreeMap<>()),
                null, false);
    }

    private static Origin origin(Kind kind, @Nullable String createdAt) {
        return new Origin(ACCOUNT, "facebook", kind, createdAt == null ? null : Instant.parse(createdAt));
    }

    private static Sighting sighting(@Nullable String versionTime) {
        return new Sighting(Instant.parse("2023-10-01T18:00:00Z"), versionTime == null ? null : Instant.parse(versionTime),
                "observed", State.PRESENT, null);
    }

    private static Version version(int number) {
        return new Version(number, new Commitment(new byte[Commitment.LENGTH]), 10, new TreeMap<>());
    }
}

package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.StateObserved;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Trie;
import org.cityarchive.core.law.TrieSet;
import org.cityarchive.core.policy.CityProfile.ThreadRule;
import org.cityarchive.core.request.RequestsNow;
import org.cityarchive.core.retention.Eligibility;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.Series;

/**
 * Everything that decides whether a record may end: what is settled for all, open requests, the disposition, and the records' own facts.
 *
 * @param replies what answers each record, destroyed ones included
 */
public record Judged(RetentionNow retention, RequestsNow requests, DispositionNow disposition, Map<RecordId, RecordNow> records,
        Map<RecordId, Set<RecordId>> replies, Set<RecordId> destroyed) {
    private static final int OFFER_DAYS = 30;

    /** Before any fact. */
    public static Judged nothing(DispositionId disposition) {
        return new Judged(RetentionNow.NONE, RequestsNow.NONE, DispositionNow.none(disposition), Map.of(), Map.of(), Set.of());
    }

    /** With one more fact. */
    public Judged with(Recorded<?> recorded) {
        var fact = recorded.fact();
        var next = switch (fact) {
            case CaptureEvent reply when reply.parent() != null ->
                of(reply.record(), recorded).answered(reply.parent(), reply.record());
            case StateObserved seen -> of(seen.record(), recorded).back(seen.record());
            case CaptureEvent captured -> of(captured.record(), recorded);
            case RecordClassified classified -> of(classified.record(), recorded);
            case ClassificationConfirmed confirmed -> of(confirmed.record(), recorded);
            case TriggerResolved resolved -> of(resolved.record(), recorded);
            case RecordDestroyed gone -> new Judged(retention, requests, disposition, records, replies,
                    TrieSet.of(destroyed).with(gone.record()));
            default -> this;
        };
        return new Judged(retention.with(recorded), requests.with(fact), disposition.with(fact), next.records, next.replies,
                next.destroyed);
    }

    private Judged of(RecordId record, Recorded<?> fact) {
        return new Judged(retention, requests, disposition,
                Trie.of(records).with(record, records.getOrDefault(record, RecordNow.UNKNOWN).with(fact)), replies, destroyed);
    }

    /** What is seen of a destroyed record afterwards is another life, which may end like any. */
    private Judged back(RecordId record) {
        return new Judged(retention, requests, disposition, records, replies, TrieSet.of(destroyed).without(record));
    }

    private Judged answered(RecordId parent, RecordId reply) {
        return new Judged(retention, requests, disposition, records,
                Trie.of(replies).with(parent, TrieSet.of(replies.getOrDefault(parent, Set.of())).with(reply)), destroyed);
    }

    /** What was prepared of a candidate or of what answers it, and is not so any more. Empty: it can be judged. */
    public Optional<String> outdated(Candidate candidate, LocalDate today) {
        return outdated(candidate, new HashSet<>(), today);
    }

    private Optional<String> outdated(Candidate candidate, Set<RecordId> above, LocalDate today) {
        boolean first = above.add(candidate.record());
        var outdated = outdatedAlone(candidate, above, today);
        for (var reply : candidate.replies()) {
            if (outdated.isPresent()) {
                return outdated;
            }
            outdated = outdated(reply, above, today);
        }
        if (first) {
            above.remove(candidate.record());
        }
        return outdated;
    }

    /** @param above what it answers, as far as that is judged with it, and itself: what answers itself through others is judged there */
    private Optional<String> outdatedAlone(Candidate candidate, Set<RecordId> above, LocalDate today) {
        if (destroyed.contains(candidate.record())) {
            return Optional.empty(); // that it is gone stands in the way, and nothing else is asked of it
        }
        var prepared = candidate.replies().stream().map(Candidate::record).collect(Collectors.toSet());
        var there = replies.getOrDefault(candidate.record(), Set.of());
        return there.stream().allMatch(reply -> prepared.contains(reply) || above.contains(reply) || destroyed.contains(reply))
                && isWhole(candidate.evaluated().thread())
                        ? retention.outdated(candidate.evaluated(), records, today)
                        : Optional.of("record " + candidate.record() + " was prepared without a reply that came since");
    }

    /** Whether nothing answers what stands in a thread but what stands in it too. */
    private boolean isWhole(Set<RecordId> thread) {
        return thread.stream().allMatch(one -> thread.containsAll(replies.getOrDefault(one, Set.of())));
    }

    /** Everything that stands between the candidate and its destruction, whenever it stands (LAW.md C.5). */
    public List<Obstacle> obstacles(Candidate candidate, LocalDate today, ZoneId city) {
        var record = records.getOrDefault(candidate.record(), RecordNow.UNKNOWN);
        var obstacles = new ArrayList<Obstacle>();
        if (!record.isKnown()) {
            return List.of(new RetentionObstacle.Unproven());
        } else if (destroyed.contains(candidate.record())) {
            return List.of(new DispositionObstacle.Destroyed());
        }
        obstacles.addAll(retention.obstacles(record, candidate.evaluated(), today, city));
        obstacles.addAll(requests.obstacles(candidate.record()));
        if (retention.profile().thread() == ThreadRule.PARENT_WAITS_FOR_REPLIES) {
            candidate.replies().stream().filter(reply -> !destroyed.contains(reply.record()))
                    .forEach(reply -> kept(reply, today, city).ifPresent(obstacles::add));
        }
        obstacles.addAll(offer(candidate, record.date(city).lastDayWithoutOffer()));
        if (!candidate.proven()) {
            obstacles.add(new RetentionObstacle.Unproven());
        }
        return List.copyOf(obstacles);
    }

    /** A reply is kept through the last day on which anything stands in its own way. */
    private Optional<Obstacle> kept(Candidate reply, LocalDate today, ZoneId city) {
        var own = obstacles(reply, today, city);
        if (Eligibility.on(today, own) instanceof Eligibility.Eligible) {
            return Optional.empty();
        }
        return Optional.of(new RetentionObstacle.ReplyKept(reply.record(),
                Eligibility.from(today, own).map(from -> from.minusDays(1)).orElse(null)));
    }

    /** The series that it belongs to, in each wording that counts on the day. */
    List<Series> series(Candidate candidate, LocalDate today) {
        var record = records.getOrDefault(candidate.record(), RecordNow.UNKNOWN);
        return retention.classification(record, candidate.evaluated()).series().keySet().stream()
                .flatMap(code -> retention.schedules().wordings(code, today).stream()).toList();
    }

    /** Whether a series of it says that it is handed over, and nobody has acknowledged it: then it may not go yet (LAW.md C.1). */
    boolean awaitsHandOver(Candidate candidate, LocalDate today) {
        return !disposition.isHandedOver(candidate.record())
                && series(candidate, today).stream().anyMatch(one -> one.action() == Series.Action.TRANSFER);
    }

    /** Whether a series of it, as it stands, says that it ends confidentially. */
    public boolean isConfidential(Candidate candidate, LocalDate today) {
        return series(candidate, today).stream().anyMatch(one -> one.action() == Series.Action.DESTROY_CONFIDENTIAL);
    }

    /** Whether it came on the list so, or a person has said so of it since: told without its words, which rules would ask for. */
    boolean isConfidential(RecordId record, LocalDate today) {
        var said = records.getOrDefault(record, RecordNow.UNKNOWN).exception().map(RecordClassified::series).orElse(List.of());
        return disposition.isConfidential(record)
                || said.stream().flatMap(code -> retention.schedules().wordings(code, today).stream())
                        .anyMatch(one -> one.action() == Series.Action.DESTROY_CONFIDENTIAL);
    }

    private List<Obstacle> offer(Candidate candidate, LocalDate lastDayWithout) {
        if (disposition.claimant(candidate.record()).isPresent()) {
            return List.of(new DispositionObstacle.Claimed());
        }
        return List.of(disposition.noticed()
                .<Obstacle>map(on -> new DispositionObstacle.Offered(lastDayWithout, on.plusDays(OFFER_DAYS)))
                .orElseGet(() -> new DispositionObstacle.OfferNeeded(lastDayWithout)));
    }
}

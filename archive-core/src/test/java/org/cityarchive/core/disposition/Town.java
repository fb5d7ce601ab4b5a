package org.cityarchive.core.disposition;

import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Evaluated;
import java.util.TreeMap;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.RetentionNow;
import org.jspecify.annotations.Nullable;

/**
 * What a bystander who sees every commit knows of a small town: which words stand where, what is held, what is asked for. Its judgement of a
 * destruction shares nothing with the law. Queries are spelled by their ids: {@link #query}.
 */
public final class Town {
    private static final int MOST_DEPTH = 8;
    private static final List<Asks> ASKS = List.of(Asks.values());

    private record Written(Set<Long> words, @Nullable RecordId parent) {}

    private record Scope(UUID query, Optional<LocalDate> through) {}

    private final Map<RecordId, Written> written = new HashMap<>();
    private final Set<RecordId> destroyed = new HashSet<>();
    private final Map<ScopeVersion, Scope> scopes = new HashMap<>();
    private final Map<RecordId, Set<RequestId>> asked = new HashMap<>();
    private final Set<RequestId> closed = new HashSet<>();
    private final List<RecordId> listed = new ArrayList<>();
    private final Map<DispositionId, Set<RecordId>> lists = new HashMap<>();
    private final Map<DispositionId, Set<PersonId>> proposers = new HashMap<>();
    private final Map<DispositionId, PersonId> approvers = new HashMap<>();
    private final Set<DispositionId> withdrawn = new HashSet<>();
    private final Map<RecordId, Set<OfferedTo>> claimed = new HashMap<>();
    private final Map<RecordId, Set<OfferedTo>> given = new HashMap<>();
    private final List<String> wrongs = new ArrayList<>();
    private RetentionNow settled = RetentionNow.NONE;
    private long position;
    private int keptBack;

    /** Sees commits in the order of the store. */
    public void see(Recorded<?> recorded) {
        position = recorded.position();
        settled = settled.with(recorded.fact());
        see(recorded.fact());
    }

    private void see(Fact fact) {
        switch (fact) {
            case CaptureEvent captured -> captured(captured);
            case HoldPlaced placed -> scopes.put(new ScopeVersion(placed.hold(), 1), new Scope(placed.scope(), Optional.empty()));
            case HoldScopeChanged changed ->
                scopes.put(new ScopeVersion(changed.hold(), changed.number()), new Scope(changed.scope(), Optional.empty()));
            case HoldReleased released -> released.scopes().forEach(number -> scopes.computeIfPresent(
                    new ScopeVersion(released.hold(), number), (_, scope) -> scope.through().isPresent()
                            ? scope
                            : new Scope(scope.query(), Optional.of(released.on().plusDays(released.coolingOffDays())))));
            case RecordIncluded included ->
                asked.computeIfAbsent(included.record(), _ -> new HashSet<>()).add(included.request());
            case RecordExcluded excluded ->
                asked.computeIfAbsent(excluded.record(), _ -> new HashSet<>()).remove(excluded.request());
            case RequestClosed request -> closed.add(request.request());
            case DispositionProposed proposed -> {
                listed.addAll(proposed.records());
                lists.computeIfAbsent(proposed.disposition(), _ -> new LinkedHashSet<>()).addAll(proposed.records());
                proposers.computeIfAbsent(proposed.disposition(), _ -> new HashSet<>()).add(proposed.proposedBy());
            }
            case DispositionApproved approved -> approvers.put(approved.disposition(), approved.approvedBy());
            case DispositionWithdrawn ended -> withdrawn.add(ended.disposition());
            case OfferAnswered answer -> {
                var by = claimed.computeIfAbsent(answer.record(), _ -> new TreeSet<>());
                if (answer.claimed()) {
                    by.add(Objects.requireNonNull(answer.answeredBy()));
                } else {
                    by.remove(answer.answeredBy());
                }
            }
            case RecordTransferred transfer ->
                given.computeIfAbsent(transfer.record(), _ -> new HashSet<>()).add(transfer.to());
            case RecordExcepted out -> {
                lists.getOrDefault(out.disposition(), new HashSet<>()).remove(out.record());
                keptBack += out.because() == Because.BY_A_PERSON ? 0 : 1;
            }
            case RecordDestroyed gone -> judge(gone);
            default -> {
                // settles something, or nothing
            }
        }
    }

    /** What was put on the list of a disposition. */
    List<RecordId> list(DispositionId disposition) {
        return List.copyOf(lists.getOrDefault(disposition, Set.of()));
    }

    private void captured(CaptureEvent fact) {
        var version = fact.version();
        var before = written.getOrDefault(fact.record(), new Written(Set.of(), null));
        var words = new HashSet<>(before.words());
        if (version != null) {
            words.add(version.bytes());
        }
        written.put(fact.record(),
                new Written(words, before.parent() == null ? fact.parent() : before.parent()));
    }

    private void judge(RecordDestroyed gone) {
        if (!destroyed.add(gone.record())) {
            wrongs.add(gone.record() + " was destroyed twice");
        }
        scopes.forEach((version, scope) -> {
            boolean binds = scope.through().map(day -> !gone.on().isAfter(day)).orElse(true);
            if (binds && answers(scope.query(), gone.record())) {
                wrongs.add(gone.record() + " was destroyed under " + version);
            }
        });
        if (asked.getOrDefault(gone.record(), Set.of()).stream().anyMatch(request -> !closed.contains(request))) {
            wrongs.add(gone.record() + " was destroyed in an open request");
        }
        judgeItsList(gone.record(), new DispositionId(gone.disposition()));
        judgeItsClaims(gone.record());
    }

    private void judgeItsList(RecordId record, DispositionId list) {
        var approver = approvers.get(list);
        if (approver == null || proposers.getOrDefault(list, Set.of()).contains(approver)) {
            wrongs.add(record + " was destroyed without two people");
        }
        if (withdrawn.contains(list) || !lists.getOrDefault(list, Set.of()).contains(record)) {
            wrongs.add(record + " was destroyed off a list");
        }
    }

    /** Whatever list a claim was made on, who comes first has the record before it ends. */
    private void judgeItsClaims(RecordId record) {
        var has = given.getOrDefault(record, Set.of());
        claimed.getOrDefault(record, Set.of()).stream().findFirst().filter(first -> !has.contains(first))
                .ifPresent(first -> wrongs.add(record + " was destroyed though " + first + " claimed it"));
    }

    /** What a query asks for. */
    public enum Asks {
        THE_RECORD, THE_THREAD, THE_WORD, THE_WORD_IN_ITS_THREAD, EVERYTHING
    }

    /** The id that spells a query. */
    public static UUID query(Asks asks, long of) {
        return new UUID(ASKS.indexOf(asks), of);
    }

    /** Whether the record answers a query, as it is written now. */
    public boolean answers(UUID query, RecordId record) {
        long of = query.getLeastSignificantBits();
        return switch (ASKS.get((int) query.getMostSignificantBits())) {
            case THE_RECORD -> record.equals(RetentionFacts.record(of));
            case THE_THREAD -> record.equals(RetentionFacts.record(of)) || ancestors(record).contains(RetentionFacts.record(of));
            case THE_WORD -> written.containsKey(record) && written.get(record).words().contains(of);
            case THE_WORD_IN_ITS_THREAD -> thread(record).stream().filter(one -> one.equals(record) || !destroyed.contains(one))
                    .anyMatch(one -> written.containsKey(one) && written.get(one).words().contains(of));
            case EVERYTHING -> true;
        };
    }

    /** What it answers, and what that answers, as far as was captured. */
    public List<RecordId> ancestors(RecordId record) {
        var chain = new LinkedHashSet<RecordId>();
        var at = written.get(record);
        while (at != null && at.parent() != null && chain.add(at.parent())) {
            at = written.get(at.parent());
        }
        return List.copyOf(chain);
    }

    /** All that stands in a thread with it, itself and what was destroyed included. */
    public Set<RecordId> thread(RecordId record) {
        var above = ancestors(record);
        var first = above.isEmpty() ? record : above.getLast();
        var thread = new HashSet<>(List.of(first, record));
        written.keySet().stream().filter(one -> ancestors(one).contains(first)).forEach(thread::add);
        return thread;
    }

    /** What answers it and is not destroyed. */
    public List<RecordId> replies(RecordId record) {
        return written.entrySet().stream().filter(e -> record.equals(e.getValue().parent())).map(Map.Entry::getKey)
                .filter(reply -> !destroyed.contains(reply)).sorted().toList();
    }

    public boolean isCaptured(RecordId record) {
        return written.containsKey(record);
    }

    public boolean isDestroyed(RecordId record) {
        return destroyed.contains(record);
    }

    /** Every record ever put on a list. */
    public List<RecordId> listed() {
        return listed;
    }

    /** What was settled for all records. */
    public RetentionNow settled() {
        return settled;
    }

    /** Position of the last commit seen. */
    public long position() {
        return position;
    }

    /** What was destroyed and should not have been. */
    public List<String> wrongs() {
        return wrongs;
    }

    public int destructions() {
        return destroyed.size();
    }

    /** How many records dropped out of a disposition at the last moment. */
    public int keptBack() {
        return keptBack;
    }

    /** A record as the law is asked of it, with its replies, from what is known at this moment. */
    Candidate prepared(RecordId record, int depth) {
        var scopes = new TreeMap<ScopeVersion, Boolean>();
        settled().holds().holds().forEach((hold, standing) -> standing.scopes()
                .forEach((number, scope) -> scopes.put(new ScopeVersion(hold, number), answers(scope, record))));
        var matches = new HashMap<RuleVersion, Boolean>();
        settled().schedules().rules().values()
                .forEach(rule -> matches.put(rule.version(), answers(rule.words(), record)));
        var replies = depth > MOST_DEPTH
                ? List.<Candidate>of()
                : replies(record).stream().map(reply -> prepared(reply, depth + 1)).toList();
        return new Candidate(
                new Evaluated(record, position(), ancestors(record), thread(record), scopes, matches), true,
                replies);
    }
}

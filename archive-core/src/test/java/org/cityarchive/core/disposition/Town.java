package org.cityarchive.core.disposition;

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
import java.util.UUID;
import java.util.function.Predicate;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestId;
import org.jspecify.annotations.Nullable;

/**
 * What a bystander who sees every commit knows of a small town: which words stand where, what is held, what is asked for. It shares nothing
 * with the law, and says of each destruction whether it was wrong.
 */
final class Town {
    /** What was ever written in a record, and what it answers. */
    record Written(Set<Integer> words, @Nullable RecordId parent) {}

    private record Scope(Predicate<RecordId> covers, Optional<LocalDate> through) {}

    final Map<RecordId, Written> written = new HashMap<>();
    final Map<UUID, Predicate<RecordId>> queries = new HashMap<>();
    final Set<RecordId> destroyed = new HashSet<>();
    private final Map<ScopeVersion, Scope> scopes = new HashMap<>();
    private final Map<RecordId, Set<RequestId>> asked = new HashMap<>();
    private final Set<RequestId> closed = new HashSet<>();
    final List<String> wrongs = new ArrayList<>();

    /** What it answers, and what that answers, as far as was captured. */
    List<RecordId> ancestors(RecordId record) {
        var chain = new LinkedHashSet<RecordId>();
        var at = written.get(record);
        while (at != null && at.parent() != null && chain.add(at.parent())) {
            at = written.get(at.parent());
        }
        return List.copyOf(chain);
    }

    List<RecordId> replies(RecordId record) {
        return written.entrySet().stream().filter(e -> record.equals(e.getValue().parent())).map(Map.Entry::getKey)
                .filter(reply -> !destroyed.contains(reply)).sorted().toList();
    }

    Predicate<RecordId> saying(int word) {
        return record -> {
            var at = written.get(record);
            return at != null && at.words().contains(word);
        };
    }

    Predicate<RecordId> thread(RecordId root) {
        return record -> record.equals(root) || ancestors(record).contains(root);
    }

    /** What a scope's words say. */
    Predicate<RecordId> query(UUID words) {
        return Objects.requireNonNull(queries.get(words));
    }

    /** Sees a commit, in the order of the store. */
    void see(Fact fact) {
        switch (fact) {
            case HoldPlaced placed -> scopes.put(new ScopeVersion(placed.hold(), 1), binding(placed.scope()));
            case HoldScopeChanged changed ->
                scopes.put(new ScopeVersion(changed.hold(), changed.number()), binding(changed.scope()));
            case HoldReleased released -> released.scopes().forEach(number -> scopes.computeIfPresent(
                    new ScopeVersion(released.hold(), number), (_, scope) -> scope.through().isPresent()
                            ? scope
                            : new Scope(scope.covers(), Optional.of(released.on().plusDays(released.coolingOffDays())))));
            case RecordIncluded included ->
                asked.computeIfAbsent(included.record(), _ -> new HashSet<>()).add(included.request());
            case RecordExcluded excluded ->
                asked.computeIfAbsent(excluded.record(), _ -> new HashSet<>()).remove(excluded.request());
            case RequestClosed request -> closed.add(request.request());
            case RecordDestroyed gone -> judge(gone);
            default -> {
                // keeps nothing
            }
        }
    }

    private Scope binding(UUID query) {
        return new Scope(query(query), Optional.empty());
    }

    private void judge(RecordDestroyed gone) {
        if (!destroyed.add(gone.record())) {
            wrongs.add(gone.record() + " was destroyed twice");
        }
        scopes.forEach((version, scope) -> {
            boolean binds = scope.through().map(day -> !gone.on().isAfter(day)).orElse(true);
            if (binds && scope.covers().test(gone.record())) {
                wrongs.add(gone.record() + " was destroyed under " + version);
            }
        });
        if (asked.getOrDefault(gone.record(), Set.of()).stream().anyMatch(request -> !closed.contains(request))) {
            wrongs.add(gone.record() + " was destroyed in an open request");
        }
    }
}

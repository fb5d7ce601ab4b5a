package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.disposition.Judged;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.retention.Evaluating.Looked;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.PostgresVault;

/**
 * Makes records ready for the decisions about their end (DATA.md §6): which scopes and rules match each, by its words in the vault, with
 * what it answers and what answers it by the facts. The index is never asked. What comes after the position that was read sends a decision
 * back, to be prepared again.
 */
public final class Preparing {
    private static final int AT_ONCE = 500;
    private static final DispositionId NO_DISPOSITION = new DispositionId(new UUID(0, 0));

    private final FactReader facts;
    private final SettledFacts settled;
    private final HoldScopes holds;
    private final RuleQueries rules;
    private final Evaluating evaluating;
    private final LongConsumer register;

    /** @param register waits until the register of accounts has read a position: whose words are whose is asked of it */
    public Preparing(FactReader facts, SettledFacts settled, HoldScopes holds, RuleQueries rules, PostgresVault vault,
            SearchableRecords readable, Words words, LongConsumer register) {
        this.facts = facts;
        this.settled = settled;
        this.holds = holds;
        this.rules = rules;
        this.evaluating = new Evaluating(vault, readable, words);
        this.register = register;
    }

    /**
     * The records as they stand now. Up to 500 at once take a few statements; a record that was never captured or is destroyed comes with
     * nothing that matches it, and is judged so.
     *
     * @param today by whose holds they are judged, in the city's zone
     */
    public Prepared prepare(List<RecordId> records, LocalDate today) {
        long position = facts.head();
        register.accept(position);
        var known = settled.now();
        var asked = Asked.of(known.retention(), today, holds, rules);
        var family = asked.hasWholeThreads()
                ? Family.ofThreads(records, facts, position)
                : Family.of(records, true, facts, position);
        var looked = looked(records, family, asked, position);
        var trees = new Trees(family, looked);
        var candidates = records.stream().map(trees::of).toList();
        var judged = new Judged(known.retention(), family.requests(known.closed()), DispositionNow.none(NO_DISPOSITION),
                family.records(), family.replies(), family.destroyed());
        return new Prepared(candidates, judged, position);
    }

    private Map<RecordId, Looked> looked(Collection<RecordId> asked, Family family, Asked scopesAndRules, long position) {
        var all = new LinkedHashSet<>(asked);
        family.replies().values().forEach(all::addAll);
        family.replies().keySet().stream().filter(family::stands).forEach(all::add);
        var standing = all.stream().filter(record -> !family.destroyed().contains(record)).toList();
        var looked = new HashMap<RecordId, Looked>();
        for (int from = 0; from < standing.size(); from += AT_ONCE) {
            looked.putAll(evaluating.look(standing.subList(from, Math.min(standing.size(), from + AT_ONCE)), family,
                    scopesAndRules, position));
        }
        family.destroyed()
                .forEach(gone -> looked.putAll(evaluating.look(List.of(gone), nothingOf(gone), scopesAndRules, position)));
        return scopesAndRules.hasWholeThreads() ? inThreads(looked, family) : looked;
    }

    /** What one of a thread brings covers the others too, whichever of them came first. */
    private static Map<RecordId, Looked> inThreads(Map<RecordId, Looked> alone, Family family) {
        var threads = new HashMap<RecordId, Set<RecordId>>();
        var brought = new HashMap<RecordId, Set<ScopeVersion>>();
        var together = new HashMap<RecordId, Looked>();
        alone.forEach((record, one) -> {
            var first = family.first(record);
            var thread = threads.computeIfAbsent(first, top -> Set.copyOf(family.thread(top)));
            var scopes = brought.computeIfAbsent(first, _ -> thread.stream().filter(family::stands)
                    .flatMap(other -> Stream.ofNullable(alone.get(other))).flatMap(other -> other.brings().stream())
                    .collect(Collectors.toSet()));
            together.put(record, new Looked(one.evaluated().within(thread, scopes), one.brings(), one.proven()));
        });
        return together;
    }

    private static Family nothingOf(RecordId record) {
        return new Family(Map.of(record, List.of()), Map.of(), Map.of(), Set.of());
    }

    /** Candidates with what answers them; one that answers several of those that are asked for is made once. */
    private static final class Trees {
        private static final int NOWHERE = Integer.MAX_VALUE;

        private final Family family;
        private final Map<RecordId, Looked> looked;
        private final Map<RecordId, Candidate> made = new HashMap<>();
        private final Map<RecordId, Integer> above = new HashMap<>();
        private int cut = NOWHERE; // how far above the last one made something in it was cut off; from the top

        Trees(Family family, Map<RecordId, Looked> looked) {
            this.family = family;
            this.looked = looked;
        }

        /**
         * A record that answers itself through others is cut off where it comes again: it stands above already, and is judged there. What
         * was cut off by one above it is another candidate by itself.
         */
        Candidate of(RecordId record) {
            var known = made.get(record);
            if (known != null) {
                cut = NOWHERE;
                return known;
            }
            int depth = above.size();
            int highest = NOWHERE;
            above.put(record, depth);
            var replies = new ArrayList<Candidate>();
            for (var reply : family.repliesTo(record)) {
                var at = above.get(reply);
                if (at == null) {
                    replies.add(of(reply));
                    highest = Math.min(highest, cut);
                } else {
                    highest = Math.min(highest, at);
                }
            }
            above.remove(record);
            cut = highest < depth ? highest : NOWHERE;
            var one = looked.get(record);
            if (one == null) {
                throw new IllegalStateException("record " + record + " was not looked at");
            }
            var candidate = new Candidate(one.evaluated(), one.proven(), replies);
            if (cut == NOWHERE) {
                made.put(record, candidate);
            }
            return candidate;
        }
    }
}

package org.cityarchive.server.audit;

import static org.cityarchive.server.audit.Difference.atFact;
import static org.cityarchive.server.audit.Difference.atPosition;
import static org.cityarchive.server.audit.Difference.atRow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.audit.FactPages.Commit;
import org.cityarchive.server.store.CommitMac;
import org.jspecify.annotations.Nullable;

/**
 * Facts against their commits, their tags and the log: positions without gaps, each commit's MAC, each leaf, each tag computed again
 * from the payload (EVIDENCE.md §8).
 */
final class FactsCompared implements Step {
    private static final int COMMITS = 64;
    private static final int FACTS = 2_000;
    /** Beyond what a commit ever holds: such a row lies. */
    private static final long LARGEST_COMMIT = 100_000;
    private static final int NAMED = 1_000;
    private static final Duration FALL = Duration.ofSeconds(1);
    private static final String ALTERED = "it is not the fact that was signed: its time, form, payload or nonce was changed";
    private static final String UNCOVERED = "no commit of this program covers it";

    private final FactPages pages;
    private final CommitMac macs;
    private final TagsCompared tags;
    private final LogCompared log;

    FactsCompared(FactPages pages, CommitMac macs, TagsCompared tags, LogCompared log) {
        this.pages = pages;
        this.macs = macs;
        this.tags = tags;
        this.log = log;
    }

    @Override
    public Comparison comparison() {
        return Comparison.FACTS;
    }

    /** How far it has come: the last position, the last commit, the time of the last fact, tags counted so far. */
    private static final class At {
        long position;
        long commit;
        long tags;
        @Nullable
        Instant time;

        At(Map<String, @Nullable Object> place) {
            position = number(place, "position");
            commit = number(place, "commit");
            tags = number(place, "tags");
            time = place.get("time") instanceof String text ? Instant.parse(text) : null;
        }

        private static long number(Map<String, @Nullable Object> place, String name) {
            return place.get(name) instanceof Number number ? number.longValue() : 0;
        }

        Map<String, Object> kept(Map<String, Object> tree) {
            var kept = new HashMap<String, Object>(tree);
            kept.put("position", position);
            kept.put("commit", commit);
            kept.put("tags", tags);
            if (time != null) {
                kept.put("time", time.toString());
            }
            return kept;
        }
    }

    @Override
    public void run(Underway audit) {
        var at = new At(audit.place());
        log.begin(audit, at.position);
        while (at.commit < audit.commits()) {
            long from = at.position;
            page(audit, at);
            audit.keep(at.position, audit.upTo(), at.position - from, at.kept(log.kept()));
        }
        rest(audit, at);
        log.end(audit);
        tags.surplus(audit, at.tags);
        audit.keep(audit.upTo(), audit.upTo(), 0, at.kept(log.kept()));
    }

    private void page(Underway audit, At at) {
        var commits = commits(audit, at);
        if (commits.isEmpty()) {
            missing(audit, at.commit + 1, audit.commits());
            at.commit = audit.commits();
            return;
        }
        long end = Math.max(at.position, commits.getLast().last());
        var facts = facts(at, end);
        long next = at.position + 1;
        for (var commit : commits) {
            boolean lacking = commit.number() != at.commit + 1;
            if (lacking) {
                missing(audit, at.commit + 1, commit.number() - 1);
            }
            between(audit, facts, next, commit.first(), lacking);
            leaves(audit, at, commit, facts, Math.max(next, commit.first()));
            next = Math.max(next, commit.last() + 1);
            at.commit = commit.number();
        }
        at.position = end;
    }

    /** The next commits, as many as make a page of facts. */
    private List<Commit> commits(Underway audit, At at) {
        var page = new ArrayList<Commit>();
        for (var commit : pages.commits(at.commit, audit.commits(), COMMITS)) {
            if (commit.last() - commit.first() > LARGEST_COMMIT || commit.last() > audit.upTo()) {
                audit.differs(atRow(Code.A04, "event_commit", String.valueOf(commit.number()),
                        "it claims the facts " + commit.first() + " to " + commit.last()));
                page.add(new Commit(commit.number(), at.position + 1, at.position, new byte[0]));
            } else {
                page.add(commit);
            }
            if (page.getLast().last() - at.position >= FACTS) {
                break;
            }
        }
        return page;
    }

    private Map<Long, StoredFact> facts(At at, long end) {
        var facts = new HashMap<Long, StoredFact>();
        pages.facts(at.position, end).forEach(fact -> facts.put(fact.position(), fact));
        return facts;
    }

    private static void missing(Underway audit, long first, long last) {
        for (long number = first; number <= Math.min(last, first + NAMED); number++) {
            audit.differs(atRow(Code.A05, "event_commit", String.valueOf(number), "the commit has no row"));
        }
    }

    /** Facts in front of a commit that belong to none; where the row of a commit is missing, they are its own. */
    private void between(Underway audit, Map<Long, StoredFact> facts, long from, long first, boolean lacking) {
        for (long position = from; position < first; position++) {
            var fact = facts.get(position);
            if (fact == null) {
                gone(audit, position);
                continue;
            }
            switch (log.leaf(audit, fact, true)) {
                case OTHER -> audit.differs(atFact(Code.A01, fact, ALTERED));
                case NONE -> {
                    if (!lacking) {
                        audit.differs(atFact(Code.A03, fact, UNCOVERED));
                    }
                }
                case SAME -> {
                    if (!lacking) {
                        audit.differs(atFact(Code.A04, fact, "it is in the log, and no commit covers it any more"));
                    }
                }
            }
        }
    }

    private void gone(Underway audit, long position) {
        log.skip(audit, position);
        audit.differs(atPosition(Code.A02, position, "event", "there is no fact at this position"));
    }

    private boolean sealed(Commit commit, Map<Long, StoredFact> facts) {
        var entries = new ArrayList<CommitMac.Entry>();
        for (long position = commit.first(); position <= commit.last(); position++) {
            var fact = facts.get(position);
            if (fact == null) {
                return false;
            }
            entries.add(new CommitMac.Entry(fact.id(), fact.sum()));
        }
        return Arrays.equals(macs.of(commit.number(), commit.first(), entries), commit.mac());
    }

    private void leaves(Underway audit, At at, Commit commit, Map<Long, StoredFact> facts, long from) {
        boolean sealed = sealed(commit, facts);
        boolean named = false;
        var whole = new ArrayList<StoredFact>();
        for (long position = from; position <= commit.last(); position++) {
            var fact = facts.get(position);
            if (fact == null) {
                gone(audit, position);
                named = true;
            } else if (log.leaf(audit, fact, sealed) == LogCompared.Leaf.OTHER) {
                audit.differs(atFact(Code.A01, fact, ALTERED));
                named = true;
            } else {
                whole.add(fact);
                time(audit, at, fact);
            }
        }
        if (!sealed && !named) {
            audit.differs(atRow(Code.A04, "event_commit", String.valueOf(commit.number()), "its MAC is not that of the facts "
                    + commit.first() + " to " + commit.last()
                    + ": it, or one of those that are not in the log yet, was changed"));
        }
        at.tags += tags.compare(audit, whole);
        log.told(audit, whole);
    }

    private static void time(Underway audit, At at, StoredFact fact) {
        var before = at.time;
        if (before != null && fact.at().isBefore(before.minus(FALL))) {
            audit.differs(atFact(Code.A08, fact, "it is older than the fact before it"));
        }
        at.time = fact.at();
    }

    /** What lies behind the last commit: the head claims it, or not even that. */
    private void rest(Underway audit, At at) {
        var behind = new ArrayList<>(pages.facts(at.position, Math.min(audit.upTo(), at.position + NAMED)));
        behind.addAll(pages.behindHead(NAMED));
        Set<Long> seen = new HashSet<>();
        behind.stream().filter(fact -> seen.add(fact.position()))
                .forEach(fact -> audit.differs(atFact(Code.A03, fact, UNCOVERED)));
        if (behind.isEmpty() && at.position < audit.upTo()) {
            audit.differs(atRow(Code.A09, "event_head", String.valueOf(audit.upTo()),
                    "the head claims position " + audit.upTo() + ", and the last commit ends at " + at.position));
        }
    }
}

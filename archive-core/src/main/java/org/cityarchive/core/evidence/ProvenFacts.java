package org.cityarchive.core.evidence;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.evidence.Disclosure.Broken;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.CanonicalJson;

/**
 * Facts that a file shows whole, each with its way to one checkpoint's root: those that the log holds (EVIDENCE.md §1.4, §2.1).
 *
 * @param facts by leaf, those that are proven
 * @param earlier states of the log that are proven to be its beginnings: roots by size
 */
record ProvenFacts(SortedMap<Long, Told> facts, Map<Long, NodeHash> earlier, List<Finding> findings) {
    private static final Set<String> WHOLE = Set.of("v", "leaves", "earlier");
    private static final Set<String> LEAF = Set.of("index", "fact", "path");
    private static final Set<String> EARLIER = Set.of("size", "root", "path");
    private static final Set<String> FACT = Set.of("at", "fact", "id", "rev", "payload", "metadata", "nonce");

    /** A fact that the log holds. */
    record Told(long leaf, String name, Instant at, Members payload, Members metadata) {}

    static ProvenFacts of(byte[] json, Checkpoint checkpoint, String where) {
        var proven = new ProvenFacts(new TreeMap<>(), new TreeMap<>(), new ArrayList<>());
        try {
            var whole = new Members(CanonicalJson.parseObject(json), where).only(WHOLE);
            if (whole.number("v") != 1) {
                throw new Broken(Code.R08, where, "version " + whole.number("v") + " is not known; use a newer verifier");
            }
            whole.objects("leaves").forEach(leaf -> proven.leaf(leaf.only(LEAF), checkpoint));
            whole.objects("earlier").forEach(state -> proven.earlier(state.only(EARLIER), checkpoint));
        } catch (Broken broken) {
            proven.findings.add(broken.finding());
        } catch (CanonicalJson.Malformed e) {
            proven.findings.add(new Finding(Code.R07, where, "these are no leaves: " + e.getMessage()));
        }
        return proven;
    }

    private void leaf(Members leaf, Checkpoint checkpoint) {
        long index = leaf.number("index");
        var where = leaf.where() + ", leaf " + index;
        if (index < 0 || index >= checkpoint.size()) {
            findings.add(new Finding(Code.L03, where, "a log of " + checkpoint.size() + " facts has no such leaf"));
        } else if (facts.containsKey(index)) {
            findings.add(new Finding(Code.R03, where, "the leaf stands twice"));
        } else {
            var hash = hash(leaf.object("fact").only(FACT), index, where);
            if (new InclusionProof(index, checkpoint.size(), leaf.hashes("path")).proves(hash, checkpoint.root())) {
                var fact = leaf.object("fact");
                facts.put(index, new Told(index, fact.text("fact"), fact.time("at"), fact.object("payload"),
                        fact.object("metadata")));
            } else {
                findings.add(new Finding(Code.L01, where,
                        "the fact as shown is not this leaf of the log: fact, nonce, index or path was altered"));
            }
        }
    }

    private static NodeHash hash(Members fact, long index, String where) {
        try {
            var entry = new LogEntry(index, UUID.fromString(fact.text("id")), fact.text("fact"), revision(fact),
                    fact.time("at"), LogEntry.sum(fact.hash("nonce").bytes(), fact.object("metadata").of(),
                            fact.object("payload").of()));
            if (entry.id().toString().equals(fact.text("id")) && entry.time().equals(fact.text("at"))) {
                return entry.leaf();
            }
            throw new Broken(Code.R07, where, "id or time of the fact is not in its one spelling");
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Broken(Code.R07, where, "the fact has not the form of one: " + e.getMessage());
        }
    }

    private static int revision(Members fact) {
        long revision = fact.number("rev");
        if (revision < 1 || revision > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("there is no revision " + revision); // cut to its last bits it would be another's
        }
        return (int) revision;
    }

    private void earlier(Members state, Checkpoint checkpoint) {
        long size = state.number("size");
        var root = state.hash("root");
        if (new ConsistencyProof(size, checkpoint.size(), state.hashes("path")).proves(root, checkpoint.root())) {
            earlier.put(size, root);
        } else {
            findings.add(new Finding(Code.L04, state.where() + ", log of " + size,
                    "it is not the beginning of the log that is signed: the log was rewritten, or this proof altered"));
        }
    }

    /** Those of a kind, oldest first. */
    List<Told> all(String... names) {
        var wanted = Set.of(names);
        return facts.values().stream().filter(fact -> wanted.contains(fact.name())).toList();
    }

    /** Whether all of these leaves are proven. */
    boolean hasAll(Collection<Long> leaves) {
        return facts.keySet().containsAll(leaves);
    }
}

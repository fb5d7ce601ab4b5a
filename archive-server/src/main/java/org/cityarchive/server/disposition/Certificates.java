package org.cityarchive.server.disposition;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.KeyEvent.WrappingKeyDestroyed;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.disposition.Certificate.Gone;
import org.cityarchive.server.disposition.Certificate.KeptBack;
import org.cityarchive.server.disposition.Certificate.Proof;
import org.cityarchive.server.disposition.Certificate.Span;
import org.cityarchive.server.disposition.Certificate.Step;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.ToldFacts;
import org.cityarchive.server.web.NoSuch;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes certificates of destruction, from the facts each time anew. */
final class Certificates {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<String> CANNOT = List.of(
            "That nobody copied a key or words while it was lawful to read them.",
            "That a disk, a copy of it or a snapshot physically holds no bytes any more; what they hold opens with no key that is kept.",
            "Copies handed out before, and the original on its platform, are not recalled.",
            "The key store of files is for evaluation: its word for its own deletion is all there is.",
            "Who holds the archive's identity key can test whether a guessed number of the platform was one of these records.");

    private final JdbcClient sql;
    private final FactReader facts;
    private final ToldFacts told;
    private final Records records;
    private final DispositionWords words;
    private final SealedNames names;
    private final Log log;
    private final Supplier<String> city;

    Certificates(DataSource database, FactReader facts, Records records, DispositionWords words, SealedNames names, Log log,
            Supplier<String> city) {
        this.sql = JdbcClient.create(database);
        this.facts = facts;
        this.told = new ToldFacts(database);
        this.records = records;
        this.words = words;
        this.names = names;
        this.log = log;
        this.city = city;
    }

    /** The log and who signs it. */
    record Log(MerkleLog tree, Checkpoints checkpoints) {}

    private record Erased(int parts, int media, long bytes, boolean done, String commit) {}

    /**
     * The certificate of a disposition.
     *
     * @throws NoSuch nothing was destroyed by it
     */
    Certificate of(UUID disposition) {
        var all = facts.tagged("disposition", List.of(disposition.toString()), Long.MAX_VALUE)
                .getOrDefault(disposition.toString(), List.of());
        var gone = all.stream().filter(one -> one.fact() instanceof RecordDestroyed).toList();
        if (gone.isEmpty()) {
            throw new NoSuch("There is no certificate: nothing was destroyed by this disposition.");
        }
        var erased = erased(disposition);
        var lives = records.lives(gone.stream().map(one -> ((RecordDestroyed) one.fact()).record()).toList(), Long.MAX_VALUE);
        var listed = gone.stream().map(one -> gone(one, lives, erased)).toList();
        var last = all.getLast().position();
        var signed = log.tree.awaitLeaf(last, PATIENCE)
                ? log.checkpoints.cover(last - 1)
                : java.util.Optional.<Checkpoints.Signed>empty();
        var approved = all.stream().map(Recorded::fact).filter(DispositionApproved.class::isInstance)
                .map(DispositionApproved.class::cast).findFirst();
        var subcommittee = approved.map(DispositionApproved::subcommittee).orElse(null);
        return new Certificate(1, "CD-" + disposition.toString().substring(0, 8), city.get(), disposition.toString(),
                erased.values().stream().allMatch(Erased::done) ? "final" : "interim", steps(all),
                approved.map(DispositionApproved::executeFrom).orElse(null),
                approved.map(one -> new TreeMap<>(words.of(one.councilOrder()))).orElseGet(TreeMap::new),
                subcommittee == null ? new TreeMap<>() : new TreeMap<>(words.of(subcommittee)),
                span(listed.stream().map(Gone::dated).toList()), span(listed.stream().map(Gone::at).toList()), listed.size(),
                listed.stream().mapToLong(Gone::bytes).sum(), listed.stream().mapToInt(Gone::parts).sum(),
                listed.stream().mapToInt(Gone::media).sum(),
                "The key of each record was destroyed and its ciphertext, raw data, media, other ids and search entries removed.",
                listed, keptBack(all), keys(all), survivors(all),
                erased.values().stream().map(Erased::commit).filter(one -> !one.isEmpty()).distinct().sorted().toList(),
                signed.map(one -> proofs(all, one)).orElse(List.of()),
                signed.map(one -> new String(one.note().bytes(), java.nio.charset.StandardCharsets.UTF_8)).orElse(null), CANNOT);
    }

    private Map<UUID, Erased> erased(UUID disposition) {
        var erased = new HashMap<UUID, Erased>();
        sql.sql("select record, parts, media, bytes, done_at is not null, coalesce(index_commit, '') from vault_erased where disposition = ?")
                .param(disposition).query(row -> {
                    erased.put(row.getObject(1, UUID.class),
                            new Erased(row.getInt(2), row.getInt(3), row.getLong(4), row.getBoolean(5), row.getString(6)));
                });
        return erased;
    }

    private static Gone gone(Recorded<?> one, Map<RecordId, RecordLife> lives, Map<UUID, Erased> erased) {
        var fact = (RecordDestroyed) one.fact();
        var past = Objects.requireNonNull(lives.get(fact.record())).past();
        var rows = erased.getOrDefault(fact.record().value(), new Erased(0, 0, 0, false, ""));
        var roots = new ArrayList<String>();
        past.forEach(captured -> {
            var version = captured.fact().version();
            if (version != null) {
                roots.add(version.content().base64());
            }
        });
        return new Gone(fact.record().toString(), RecordHistory.origin(past).kind().name().toLowerCase(java.util.Locale.ROOT),
                fact.dated(), fact.on(), one.at(), one.position() - 1,
                past.stream().map(captured -> captured.position() - 1).toList(),
                roots.stream().distinct().toList(), rows.parts(), rows.media(), rows.bytes());
    }

    private List<Step> steps(List<Recorded<?>> all) {
        var steps = new ArrayList<Step>();
        for (var one : all) {
            switch (one.fact()) {
                case DispositionProposed proposed -> steps.add(step("proposed", one.at(), proposed.proposedBy()));
                case DispositionApproved approved -> steps.add(step("approved", one.at(), approved.approvedBy()));
                default -> {
                    // nobody's own step
                }
            }
        }
        return steps;
    }

    private Step step(String what, Instant at, PersonId person) {
        return new Step(what, at, person.toString(), names.of(person).orElse("name not kept"));
    }

    private static List<KeptBack> keptBack(List<Recorded<?>> all) {
        return all.stream().map(Recorded::fact).filter(RecordExcepted.class::isInstance).map(RecordExcepted.class::cast)
                .map(one -> new KeptBack(one.record().toString(),
                        one.because().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-')))
                .toList();
    }

    private static List<Certificate.Key> keys(List<Recorded<?>> all) {
        return all.stream().map(Recorded::fact).filter(WrappingKeyDestroyed.class::isInstance)
                .map(WrappingKeyDestroyed.class::cast)
                .map(one -> new Certificate.Key(one.key(), one.provider(), one.at(), one.receipt())).toList();
    }

    private int survivors(List<Recorded<?>> all) {
        var ids = keys(all).stream().map(Certificate.Key::key).toArray();
        return sql.sql("select coalesce(sum(survivors), 0) from vault_renewal where key = any (?)")
                .param(new org.springframework.jdbc.support.SqlArrayValue("text", ids)).query(Integer.class).single();
    }

    private List<Proof> proofs(List<Recorded<?>> all, Checkpoints.Signed signed) {
        long size = signed.note().checkpoint().size();
        return all.stream().filter(one -> one.position() <= size).map(one -> {
            var fact = told.told(one.position());
            var entry = fact.entry();
            var path = log.tree.at(size, tree -> tree.inclusion(entry.index())).path().stream().map(NodeHash::base64).toList();
            return new Proof(entry.index(), Map.of("at", entry.time(), "fact", entry.fact(), "id", entry.id().toString(), "rev",
                    entry.revision(), "payload", fact.payload(), "metadata", fact.metadata(), "nonce",
                    Base64.getEncoder().encodeToString(fact.nonce())), path);
        }).toList();
    }

    private static <T extends Comparable<? super T>> Span<T> span(List<T> all) {
        return new Span<>(all.stream().min(Comparator.naturalOrder()).orElse(null),
                all.stream().max(Comparator.naturalOrder()).orElse(null));
    }
}

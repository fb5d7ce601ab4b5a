package org.cityarchive.server.disposition;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.CertificateEvent.CertificateIssued;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ErasureCommand.IssueCertificate;
import org.cityarchive.core.disposition.KeyEvent.WrappingKeyDestroyed;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.disposition.Certificate.LogState;
import org.cityarchive.server.disposition.Certificate.LogStates;
import org.cityarchive.server.disposition.IssuedCertificates.Waiting;
import org.cityarchive.server.evidence.CertificatePackage;
import org.cityarchive.server.evidence.CertificatePackage.State;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.retention.RetentionWords;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Issues certificates of destruction: an interim one as soon as records of a list are destroyed, the final one when the list is through and
 * no copy of a key is left. What is issued is kept as it is; a later one takes its place (EVIDENCE.md §4, §6.2 step 6).
 */
public final class Certifying {
    private static final Logger LOG = LoggerFactory.getLogger(Certifying.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FORM = 3;
    private static final String LIST_STANDS = "the rest of the list: it is not carried out to its end";
    private static final String KEY_IS_LEFT = "a wrapping key above these records: it is destroyed next";

    private static final String HOME_CLEARS = "what a home holds beside the vault: it is cleared next, and the end of each key told";

    private final IssuedCertificates issued;
    private final ErasureTraces traces;
    private final Told told;
    private final CertificatePackage evidence;
    private final Archive archive;
    private final City city;
    private final Clock clock;

    Certifying(IssuedCertificates issued, ErasureTraces traces, Told told, CertificatePackage evidence, Archive archive,
            City city,
            Clock clock) {
        this.issued = issued;
        this.traces = traces;
        this.told = told;
        this.evidence = evidence;
        this.archive = archive;
        this.city = city;
        this.clock = clock;
    }

    /** Where what stands in a certificate comes from. */
    record Told(FactReader facts, Records records, DispositionWords words, RetentionWords schedules, ActorNames names,
            DispositionBatches batches, Projections projections) {}

    /** Issues what waits to be issued; what cannot be issued now waits on, and holds nothing up. */
    void issue() {
        try {
            issued.waiting().forEach(this::tried);
        } catch (RuntimeException e) { // a key that is to be destroyed must not wait for a paper
            LOG.warn("no certificates now ({}); trying again", e.getClass().getName());
        }
    }

    private void tried(Waiting waiting) {
        try {
            issue(waiting);
        } catch (RuntimeException e) { // one that cannot be written must not hold up the others
            LOG.warn("no certificate of disposition {} now ({}); trying again", waiting.disposition(), e.getClass().getName(),
                    ExecutionThread.withoutMessages(e));
        }
    }

    private synchronized void issue(Waiting waiting) {
        var id = waiting.disposition();
        var outstanding = new ArrayList<>(waiting.done() ? traces.outstanding(id) : traces.homes(id));
        if (!waiting.done() && traces.isKeyLeft(id)) {
            outstanding.add(KEY_IS_LEFT);
        } else if (!waiting.done() && outstanding.isEmpty()) {
            outstanding.add(HOME_CLEARS);
        }
        if (isTold(waiting, outstanding)) {
            return; // without a look at the facts, which may be many
        }
        var facts = told.facts.tagged("disposition", List.of(id.toString()), Long.MAX_VALUE).getOrDefault(id.toString(),
                List.of());
        if (facts.stream().noneMatch(one -> one.fact() instanceof DispositionCompleted
                || one.fact() instanceof DispositionWithdrawn)) {
            outstanding.add(LIST_STANDS);
        }
        int keys = (int) facts.stream().filter(one -> one.fact() instanceof WrappingKeyDestroyed).count();
        int destroyed = (int) facts.stream().filter(one -> one.fact() instanceof RecordDestroyed).count();
        var before = facts.stream().map(Recorded::fact).filter(CertificateIssued.class::isInstance)
                .map(CertificateIssued.class::cast).toList();
        boolean same = !before.isEmpty() && before.getLast().records() == destroyed && before.getLast().keys() == keys
                && before.getLast().conclusive() == outstanding.isEmpty();
        if (same || destroyed != waiting.records()) {
            return; // destroyed since it was looked at: told at the next look
        }
        var lives = new CertificateContent(facts, told.records.lives(destroyedIn(facts), Long.MAX_VALUE));
        var struck = traces.struck(id, lives.firstCaptured());
        long position = Math.max(facts.getLast().position(),
                struck.stream().mapToLong(ErasureTraces.Struck::position).max().orElse(0));
        var signed = evidence.signed(position);
        if (signed.isEmpty()) {
            LOG.warn("no certificate of disposition {} now: the log has not come to fact {}", id, position);
            return;
        }
        int number = 1 + before.size();
        var bytes = Certificates.bytes(content(id, number, lives, outstanding, struck, signed.get()));
        send((digest, words) -> new IssueCertificate(new DispositionId(id), number, outstanding.isEmpty(), destroyed, keys,
                digest, words), bytes);
    }

    /** Seals the bytes of a certificate and has them told of. */
    private void send(BiFunction<Commitment, UUID, IssueCertificate> command, byte[] bytes) {
        var words = told.words.keep(Map.of("certificate", Certificates.members(bytes)));
        var sent = archive.send(command.apply(new Commitment(Certificates.digest(bytes)), words),
                new Attribution("archive", "archive", UUID.randomUUID().toString(), null, city.zone().getId()));
        told.projections.awaitPosition(IssuedCertificates.NAME, sent.position(), PATIENCE);
    }

    /** Whether the last one is interim, and still all that can be said. */
    private boolean isTold(Waiting waiting, List<String> outstanding) {
        var id = waiting.disposition();
        return issued.last(id).filter(last -> !last.conclusive() && last.records() == waiting.records()
                && last.keys() == traces.keys(id)).isPresent()
                && (!outstanding.isEmpty()
                        || told.batches.of(new DispositionId(id)).filter(batch -> batch.ended() == null).isPresent());
    }

    private static List<RecordId> destroyedIn(List<Recorded<?>> all) {
        return all.stream().filter(one -> one.fact() instanceof RecordDestroyed)
                .map(one -> ((RecordDestroyed) one.fact()).record()).distinct().toList();
    }

    private Map<String, Object> content(UUID id, int number, CertificateContent content, List<String> outstanding,
            List<ErasureTraces.Struck> struck, State after) {
        var batch = told.batches.of(new DispositionId(id)).map(Batch::name).orElse(id.toString().substring(0, 8));
        content.with("v", FORM).with("certificate", name(batch, number)).with("number", number)
                .with("state", outstanding.isEmpty() ? "final" : "interim")
                .with("issuedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .with("city", city.name()).with("zone", city.zone().getId()).with("disposition", id.toString())
                .with("batch", batch).with("document", batch).with("outstanding", outstanding);
        if (number > 1) {
            content.with("supersedes", name(batch, number - 1));
        }
        var before = evidence.before(content.firstDestruction());
        var names = told.names.now();
        return content.struck(struck, names).decided(names).agreed(told.words::of)
                .judged(Grounds.at(told.facts, content.lastDestruction(), content.lastDay(), told.schedules))
                .destroyed(traces.erased(id)).keys().with("survivors", traces.survivors(id)).with("index", traces.purges(id))
                .with("backups", traces.backups(content.firstCaptured(), content.lastDestroyed()))
                .with("log", new LogStates(after.origin(), state(before), state(after)))
                .with("stamp", evidence.stamped(after.size())).members();
    }

    private static LogState state(State state) {
        return new LogState(state.size(), state.root().base64());
    }

    private static String name(String batch, int number) {
        return IssuedCertificates.Listed.name(batch, number);
    }
}

package org.cityarchive.server.disposition;

import java.util.TreeSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.disposition.CertificateEvent.SeriesApplied;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.disposition.KeyEvent.WrappingKeyDestroyed;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.disposition.Certificate.Again;
import org.cityarchive.server.disposition.Certificate.Asked;
import org.cityarchive.server.disposition.Certificate.Gone;
import org.cityarchive.server.disposition.Certificate.KeptBack;
import org.cityarchive.server.disposition.Certificate.Offer;
import org.cityarchive.server.disposition.Certificate.SeriesLine;
import org.cityarchive.server.disposition.Certificate.Span;
import org.cityarchive.server.disposition.Certificate.Step;
import org.cityarchive.server.disposition.ErasureTraces.Erased;
import org.cityarchive.server.people.ActorNames;

/** Fills a certificate, member by member, from the facts of a disposition and from what its erasure left behind. */
final class CertificateContent {
    private static final List<String> CANNOT = List.of(
            "That nobody copied a key or words while it was lawful to read them.",
            "That a disk, a copy of it or a snapshot physically holds no bytes any more; what they hold opens with no key that is kept.",
            "Copies handed out before, and the original on its platform, are not recalled.",
            "The key store of files is for evaluation: its word for its own deletion is all there is.",
            "Who holds the archive's identity key can test whether a guessed number of the platform was one of these records.");
    private static final String METHOD = "The key of each record was destroyed and its ciphertext, raw data, media, thumbnails, other ids"
            + " and search entries were removed. What was left of the wrapping key's records got another key; then the wrapping key was"
            + " destroyed, so that backups open no more.";

    private final Map<String, Object> members = new LinkedHashMap<>();
    private final List<Recorded<?>> all;
    private final List<Recorded<RecordDestroyed>> gone = new ArrayList<>();
    private final List<Recorded<RecordDestroyed>> again = new ArrayList<>();
    private final Map<RecordId, RecordLife> lives;

    /**
     * @param all every fact of the disposition, oldest first
     * @param lives the destroyed records, by id
     */
    CertificateContent(List<Recorded<?>> all, Map<RecordId, RecordLife> lives) {
        this.all = all;
        this.lives = lives;
        var seen = new HashSet<RecordId>();
        of(RecordDestroyed.class).forEach(one -> (seen.add(one.fact().record()) ? gone : again).add(one));
    }

    @SuppressWarnings("unchecked")
    private <F extends Fact> List<Recorded<F>> of(Class<F> kind) {
        return all.stream().filter(one -> kind.isInstance(one.fact())).map(one -> (Recorded<F>) one).toList();
    }

    /** The facts of capture that tell of a record up to its destruction. */
    private List<Recorded<CaptureEvent>> past(Recorded<RecordDestroyed> one) {
        return Objects.requireNonNull(lives.get(one.fact().record())).past().stream()
                .filter(captured -> captured.position() < one.position()).toList();
    }

    Instant lastDestroyed() {
        return gone.getLast().at();
    }

    LocalDate lastDay() {
        return gone.getLast().fact().on();
    }

    long firstDestruction() {
        return gone.getFirst().position();
    }

    long lastDestruction() {
        return gone.getLast().position();
    }

    /** Position of the first fact that tells of any of them. */
    long firstCaptured() {
        return gone.stream().flatMap(one -> past(one).stream()).mapToLong(Recorded::position).min().orElse(1);
    }

    /** Positions of every fact on which the certificate rests, its own not among them. */
    static List<Long> positions(Certificate certificate, List<Recorded<?>> facts, long upTo) {
        var positions = new TreeSet<Long>();
        facts.stream().map(Recorded::position).filter(position -> position <= upTo).forEach(positions::add);
        certificate.records().forEach(record -> record.captured().forEach(leaf -> positions.add(leaf + 1)));
        Objects.requireNonNullElse(certificate.struck(), List.<Certificate.StruckOff>of())
                .forEach(home -> positions.add(home.leaf() + 1));
        return List.copyOf(positions);
    }

    Map<String, Object> members() {
        members.put("cannotBeProven", CANNOT);
        members.put("method", METHOD);
        members.put("medium", "Electronic: social media records with their media and raw data");
        return members;
    }

    CertificateContent with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    CertificateContent decided(ActorNames.Known names) {
        var steps = new ArrayList<Step>();
        of(DispositionProposed.class).stream().findFirst()
                .ifPresent(one -> steps.add(step("proposed", one, one.fact().proposedBy(), names)));
        of(DispositionSubmitted.class).stream().findFirst()
                .ifPresent(one -> steps.add(step("submitted", one, one.fact().submittedBy(), names)));
        of(DispositionApproved.class).stream().findFirst()
                .ifPresent(one -> steps.add(step("approved", one, one.fact().approvedBy(), names)));
        var first = gone.getFirst();
        steps.add(new Step("carried out", first.at(), first.by().actor(), names.of(first.by().actor()), first.by().role(),
                names.role(first.by().actor(), first.by().role()), first.position() - 1));
        return with("steps", steps);
    }

    private static Step step(String what, Recorded<?> one, PersonId person, ActorNames.Known names) {
        var id = person.toString();
        return new Step(what, one.at(), id, names.of(id), one.by().role(), names.role(id, one.by().role()), one.position() - 1);
    }

    CertificateContent agreed(Function<UUID, Map<String, String>> words) {
        var approved = of(DispositionApproved.class).stream().map(Recorded::fact).findFirst();
        approved.ifPresent(one -> with("executeFrom", one.executeFrom()));
        with("councilOrder", approved.map(one -> new TreeMap<>(words.apply(one.councilOrder()))).orElseGet(TreeMap::new));
        with("subcommittee", approved.map(DispositionApproved::subcommittee).map(one -> new TreeMap<>(words.apply(one)))
                .orElseGet(TreeMap::new));
        of(NoticeServed.class).stream().map(Recorded::fact).findFirst().ifPresent(served -> with("offer",
                new Offer(served.on(), words.apply(served.words()).get("reference"),
                        (int) of(OfferAnswered.class).stream().filter(one -> one.fact().claimed()).count(),
                        of(RecordTransferred.class).size())));
        return given();
    }

    /** To whom records went, whether they were offered or a series hands them over. */
    private CertificateContent given() {
        var by = new TreeMap<OfferedTo, List<RecordTransferred>>();
        of(RecordTransferred.class).forEach(one -> by.computeIfAbsent(one.fact().to(), _ -> new ArrayList<>()).add(one.fact()));
        return by.isEmpty()
                ? this
                : with("handedOver", by.entrySet().stream().map(e -> new Certificate.GivenTo(e.getKey().word(),
                        (int) e.getValue().stream().map(RecordTransferred::record).distinct().count(),
                        e.getValue().stream().map(one -> one.bag().toString()).distinct().toList())).toList());
    }

    CertificateContent judged(Grounds grounds) {
        var days = gone.stream().collect(Collectors.toMap(one -> one.fact().record(), one -> one.fact().dated(), (a, _) -> a));
        var groups = of(SeriesApplied.class).stream().map(Recorded::fact)
                .collect(Collectors.groupingBy(one -> one.series() + " " + one.rules(), TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<SeriesLine>();
        for (var group : groups.values()) {
            var first = group.getFirst();
            var records = group.stream().flatMap(one -> one.records().stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            lines.add(new SeriesLine(first.series().stream().map(Object::toString).toList(), grounds.words(first),
                    first.rules().stream().map(rule -> rule.rule() + "/" + rule.version()).toList(),
                    span(records.stream().map(days::get).filter(Objects::nonNull).toList()),
                    new Span<>(group.stream().map(SeriesApplied::keptFrom).min(Comparator.naturalOrder()).orElse(null),
                            group.stream().map(SeriesApplied::keptThrough).max(Comparator.naturalOrder()).orElse(null)),
                    records.size()));
        }
        with("series", lines);
        return with("asked", new Asked(firstDestruction() - 1, lastDestruction() - 1, grounds.holds(), grounds.openRequests()));
    }

    CertificateContent destroyed(Map<UUID, Erased> erased) {
        var records = gone.stream().map(one -> gone(one, erased.getOrDefault(one.fact().record().value(), Erased.NOTHING)))
                .toList();
        var formats = new TreeMap<String, Integer>();
        gone.stream().flatMap(one -> past(one).stream()).map(Recorded::fact).filter(MediaCaptured.class::isInstance)
                .forEach(one -> formats.merge(((MediaCaptured) one).mediaType(), 1, Integer::sum));
        with("records", records).with("formats", formats).with("count", records.size());
        with("bytes", records.stream().mapToLong(Gone::bytes).sum()).with("parts", records.stream().mapToInt(Gone::parts).sum());
        with("media", records.stream().mapToInt(Gone::media).sum());
        with("dated", span(records.stream().map(Gone::dated).toList()));
        with("destroyed", span(records.stream().map(Gone::at).toList()));
        with("again", again.stream().map(one -> new Again(one.fact().record().toString(), one.fact().on(), one.at(),
                one.position() - 1)).toList());
        return with("keptBack", keptBack());
    }

    /** Those that dropped out and were not put back. */
    private List<KeptBack> keptBack() {
        var kept = new LinkedHashMap<RecordId, KeptBack>();
        for (var one : all) {
            switch (one.fact()) {
                case RecordExcepted excepted -> kept.put(excepted.record(), new KeptBack(excepted.record().toString(),
                        excepted.because().name().toLowerCase(Locale.ROOT).replace('_', '-'), one.position() - 1));
                case MarkWithdrawn back -> kept.remove(back.record());
                default -> {
                    // it keeps nothing back
                }
            }
        }
        return List.copyOf(kept.values());
    }

    private Gone gone(Recorded<RecordDestroyed> one, Erased rows) {
        var past = past(one);
        var roots = new LinkedHashSet<String>();
        past.forEach(captured -> {
            var version = captured.fact().version();
            if (version != null) {
                roots.add(version.content().base64());
            } else if (captured.fact() instanceof MediaCaptured medium) {
                roots.add(medium.content().base64());
            }
        });
        return new Gone(one.fact().record().toString(), RecordHistory.origin(past).kind().name().toLowerCase(Locale.ROOT),
                one.fact().dated(), one.fact().on(), one.at(), one.position() - 1,
                past.stream().map(captured -> captured.position() - 1).toList(), List.copyOf(roots), rows.parts(), rows.media(),
                rows.bytes());
    }

    /** Keys that went because of these records; one that two stores held stands twice. */
    CertificateContent keys() {
        var keys = new HashMap<String, Certificate.Key>();
        of(WrappingKeyDestroyed.class).forEach(one -> keys.put(one.fact().provider() + " " + one.fact().key(),
                new Certificate.Key(one.fact().key(), one.fact().provider(), one.fact().at(), one.fact().receipt())));
        return with("keys", new TreeMap<>(keys).values().stream().toList());
    }

    /** Homes that are lost, as people said; where there are none, nothing is said. */
    CertificateContent struck(List<ErasureTraces.Struck> homes, ActorNames.Known names) {
        return homes.isEmpty()
                ? this
                : with("struck", homes.stream().map(one -> new Certificate.StruckOff(one.home(), one.place(), one.startedAt(),
                        one.at(), one.person(), names.of(one.person()), one.role(), names.role(one.person(), one.role()),
                        one.position() - 1)).toList());
    }

    private static <T extends Comparable<? super T>> Span<T> span(List<T> all) {
        return new Span<>(all.stream().min(Comparator.naturalOrder()).orElse(null),
                all.stream().max(Comparator.naturalOrder()).orElse(null));
    }
}

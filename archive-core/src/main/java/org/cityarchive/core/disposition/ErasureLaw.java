package org.cityarchive.core.disposition;

import org.cityarchive.core.capture.CaptureEvent;
import java.util.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.ErasureCommand.DestroyReturn;
import org.cityarchive.core.disposition.CertificateEvent.CertificateIssued;
import org.cityarchive.core.disposition.ErasureCommand.IssueCertificate;
import org.cityarchive.core.disposition.ErasureCommand.KeepReturn;
import org.cityarchive.core.disposition.ErasureCommand.TellKeyDestroyed;
import org.cityarchive.core.disposition.KeyEvent.WrappingKeyDestroyed;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.TrieSet;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionNow;
import org.jspecify.annotations.Nullable;

/**
 * What comes after a destruction. What came back goes again only by the whole law of destruction: holds, requests and periods of the very
 * position of the commit.
 */
final class ErasureLaw implements Law<ErasureCommand, ErasureLaw.Known> {

    private static final Set<Class<? extends Fact>> OF_KEYS = Set.of(WrappingKeyDestroyed.class);
    private static final Set<Class<? extends Fact>> OF_CERTIFICATES = Set.of(WrappingKeyDestroyed.class, CertificateIssued.class,
            RecordDestroyed.class, DispositionCompleted.class, DispositionWithdrawn.class);

    /**
     * What it decides on; of a list of a hundred thousand records it counts.
     *
     * @param judged empty of a disposition where none is asked about
     * @param record what came back; null: nothing is asked about that
     * @param life the facts of capture and destruction that name it
     * @param keys told to be gone, by this disposition
     * @param gone destructions by it
     * @param issued its certificates
     */
    record Known(Judged judged, @Nullable RecordId record, List<Recorded<?>> life, Set<String> keys, int gone,
            List<CertificateIssued> issued) {

        Known with(Recorded<?> recorded) {
            return switch (recorded.fact()) {
                case WrappingKeyDestroyed one ->
                    new Known(judged, record, life, TrieSet.of(keys).with(one.provider() + " " + one.key()), gone, issued);
                case CertificateIssued one -> new Known(judged, record, life, keys, gone, and(issued, one));
                default -> new Known(judged.with(recorded), record, names(recorded.fact()) ? and(life, recorded) : life, keys,
                        gone + (recorded.fact() instanceof RecordDestroyed ? 1 : 0), issued);
            };
        }

        private boolean names(Fact fact) {
            return record != null && switch (fact) {
                case CaptureEvent captured -> captured.record().equals(record);
                case RecordDestroyed one -> one.record().equals(record);
                case ReturnKept kept -> kept.record().equals(record);
                default -> false;
            };
        }

        private static <T> List<T> and(List<T> some, T one) {
            return Stream.concat(some.stream(), Stream.of(one)).toList();
        }
    }

    @Override
    public Boundary boundary(ErasureCommand command) {
        return new Boundary(0, switch (command) {
            case TellKeyDestroyed tell -> List.of(disposition(tell.disposition(), OF_KEYS));
            case IssueCertificate issue -> List.of(disposition(issue.disposition(), OF_CERTIFICATES));
            case KeepReturn keep -> List.of(new Read(Set.of(new Tagged("record", keep.record().toString())), Set.of()));
            case DestroyReturn destroy -> {
                var reads = new ArrayList<Read>();
                reads.add(disposition(destroy.disposition(), DispositionLaw.OF_THE_LIST));
                reads.add(new Read(Set.of(), RetentionNow.READS));
                reads.addAll(DispositionLaw.of(List.of(destroy.candidate())));
                yield reads;
            }
        });
    }

    private static Read disposition(DispositionId disposition, Set<Class<? extends Fact>> types) {
        return new Read(Set.of(new Tagged("disposition", disposition.toString())), types);
    }

    @Override
    public Known initially(ErasureCommand command) {
        return switch (command) {
            case TellKeyDestroyed tell -> nothing(tell.disposition(), null);
            case IssueCertificate issue -> nothing(issue.disposition(), null);
            case DestroyReturn destroy -> nothing(destroy.disposition(), destroy.candidate().record());
            case KeepReturn keep -> nothing(new DispositionId(keep.record().value()), keep.record());
        };
    }

    private static Known nothing(DispositionId disposition, @Nullable RecordId record) {
        return new Known(Judged.nothing(disposition), record, List.of(), Set.of(), 0, List.of());
    }

    @Override
    public Known evolve(Known known, Recorded<?> recorded) {
        return known.with(recorded);
    }

    @Override
    public Decision decide(ErasureCommand command, Known known) {
        return switch (command) {
            case TellKeyDestroyed tell -> known.keys.contains(tell.provider() + " " + tell.key())
                    ? Decision.Accepted.of()
                    : Decision.Accepted.of(new WrappingKeyDestroyed(tell.disposition(), tell.key(), tell.provider(), tell.at(),
                            tell.receipt()));
            case IssueCertificate issue -> issue(issue, known);
            case KeepReturn keep -> keep(keep, known);
            case DestroyReturn destroy -> destroy(destroy, known);
        };
    }

    /**
     * One after the other: of two servers that write the same number, the second wrote in vain. So did one that knew other destructions
     * or keys than the facts tell by now, or that calls a list through of which a part still stands.
     */
    private static Decision issue(IssueCertificate issue, Known known) {
        var issued = known.issued;
        boolean same = !issued.isEmpty() && issued.getLast().records() == issue.records()
                && issued.getLast().keys() == issue.keys()
                && issued.getLast().conclusive() == issue.conclusive();
        boolean untrue = known.gone != issue.records() || known.keys.size() != issue.keys()
                || (issue.conclusive() && !known.judged.disposition().over());
        return same || untrue || issue.number() != issued.size() + 1
                ? Decision.Accepted.of()
                : Decision.Accepted.of(new CertificateIssued(issue.disposition(), issue.number(), issue.conclusive(),
                        issue.records(), issue.keys(), issue.digest(), issue.words()));
    }

    private static Decision keep(KeepReturn keep, Known known) {
        if (keep.by().role() != Role.CLERK) {
            return refuse(new ErasureRefusal.NotTheClerk(keep.record(), keep.by().role()));
        }
        var life = life(known);
        if (life.ended() != null && life.kept()) {
            return Decision.Accepted.of();
        }
        return life.isBack()
                ? Decision.Accepted.of(new ReturnKept(keep.record(), keep.words(), keep.by().person()))
                : refuse(new ErasureRefusal.NothingCameBack(keep.record()));
    }

    private static Decision destroy(DestroyReturn destroy, Known known) {
        var candidate = destroy.candidate();
        var record = candidate.record();
        var today = destroy.by().today();
        var life = life(known);
        if (destroy.by().role() != Role.CLERK) {
            return refuse(new ErasureRefusal.NotTheClerk(record, destroy.by().role()));
        } else if (!life.isBack()
                || !life.destructions().getLast().fact().disposition().equals(destroy.disposition().value())) {
            return refuse(new ErasureRefusal.NothingCameBack(record));
        }
        var outdated = known.judged.outdated(candidate, today);
        if (outdated.isPresent()) {
            return new Decision.Outdated(outdated.get());
        }
        var standing = known.judged.obstacles(candidate, today, destroy.city()).stream().filter(o -> o.standsOn(today))
                .findFirst();
        if (standing.isPresent()) {
            return refuse(new ErasureRefusal.ReturnIsKept(record, standing.get()));
        } else if (known.judged.awaitsHandOver(candidate, today)) {
            return refuse(new ErasureRefusal.ReturnNotHandedOver(record));
        }
        var dated = Objects.requireNonNull(known.judged.records().get(record)).date(destroy.city()).day();
        return new Decision.Accepted(List.of(new RecordDestroyed(record, destroy.disposition().value(), dated, today)),
                List.of(new ErasedRecord(record, destroy.disposition())));
    }

    private static RecordLife life(Known known) {
        return RecordLife.of(known.life, null);
    }

    private static Decision refuse(ErasureRefusal refusal) {
        return new Decision.Refused(refusal);
    }
}

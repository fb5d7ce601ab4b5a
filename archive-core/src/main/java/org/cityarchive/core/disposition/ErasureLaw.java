package org.cityarchive.core.disposition;

import org.cityarchive.core.capture.CaptureEvent;
import java.util.Objects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
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
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionNow;

/**
 * What comes after a destruction. What came back goes again only by the whole law of destruction: holds, requests and periods of the very
 * position of the commit.
 */
final class ErasureLaw implements Law<ErasureCommand, ErasureLaw.Known> {

    /**
     * What it decides on.
     *
     * @param judged empty of a disposition where none is asked about
     * @param facts those that name the record
     * @param keys told to be gone, by this disposition
     */
    record Known(Judged judged, List<Recorded<?>> facts, Set<String> keys) {}

    @Override
    public Boundary boundary(ErasureCommand command) {
        return new Boundary(0, switch (command) {
            case TellKeyDestroyed tell -> List.of(disposition(tell.disposition()));
            case IssueCertificate issue -> List.of(disposition(issue.disposition()));
            case KeepReturn keep -> List.of(new Read(Set.of(new Tagged("record", keep.record().toString())), Set.of()));
            case DestroyReturn destroy -> {
                var reads = new ArrayList<Read>();
                reads.add(disposition(destroy.disposition()));
                reads.add(new Read(Set.of(), RetentionNow.READS));
                reads.addAll(DispositionLaw.of(List.of(destroy.candidate())));
                yield reads;
            }
        });
    }

    private static Read disposition(DispositionId disposition) {
        return new Read(Set.of(new Tagged("disposition", disposition.toString())), Set.of());
    }

    @Override
    public Known initially(ErasureCommand command) {
        var disposition = switch (command) {
            case TellKeyDestroyed tell -> tell.disposition();
            case IssueCertificate issue -> issue.disposition();
            case DestroyReturn destroy -> destroy.disposition();
            case KeepReturn keep -> new DispositionId(keep.record().value());
        };
        return new Known(Judged.nothing(disposition), List.of(), Set.of());
    }

    @Override
    public Known evolve(Known known, Recorded<?> recorded) {
        var facts = new ArrayList<>(known.facts);
        facts.add(recorded);
        var keys = new HashSet<>(known.keys);
        if (recorded.fact() instanceof WrappingKeyDestroyed gone) {
            keys.add(gone.provider() + " " + gone.key());
        }
        return new Known(known.judged.with(recorded), facts, keys);
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
        var issued = known.facts.stream().map(Recorded::fact).filter(CertificateIssued.class::isInstance)
                .map(CertificateIssued.class::cast).toList();
        boolean same = !issued.isEmpty() && issued.getLast().records() == issue.records()
                && issued.getLast().keys() == issue.keys()
                && issued.getLast().conclusive() == issue.conclusive();
        long gone = known.facts.stream().filter(recorded -> recorded.fact() instanceof RecordDestroyed).count();
        boolean untrue = gone != issue.records() || known.keys.size() != issue.keys()
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
        var life = life(keep.record(), known);
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
        var life = life(record, known);
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
        }
        var dated = Objects.requireNonNull(known.judged.records().get(record)).date(destroy.city()).day();
        return new Decision.Accepted(List.of(new RecordDestroyed(record, destroy.disposition().value(), dated, today)),
                List.of(new ErasedRecord(record, destroy.disposition())));
    }

    private static RecordLife life(RecordId record, Known known) {
        return RecordLife.of(known.facts.stream().filter(recorded -> switch (recorded.fact()) {
            case CaptureEvent captured -> captured.record().equals(record);
            case RecordDestroyed gone -> gone.record().equals(record);
            case ReturnKept kept -> kept.record().equals(record);
            default -> false;
        }).toList(), null);
    }

    private static Decision refuse(ErasureRefusal refusal) {
        return new Decision.Refused(refusal);
    }
}

package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.evidence.EvidenceCommand.NoteAudit;
import org.cityarchive.core.evidence.EvidenceCommand.NoteCheckpoint;
import org.cityarchive.core.evidence.EvidenceCommand.NoteTimestamp;
import org.cityarchive.core.evidence.EvidenceCommand.NoteWitness;
import org.cityarchive.core.evidence.EvidenceEvent.AuditRun;
import org.cityarchive.core.evidence.EvidenceEvent.CheckpointSigned;
import org.cityarchive.core.evidence.EvidenceEvent.CheckpointWitnessed;
import org.cityarchive.core.evidence.EvidenceEvent.TimestampObtained;
import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;

/** Each checkpoint, each witness of one and each audit is noted once, however often a server that was killed says it again. */
final class EvidenceLaw implements Law<EvidenceCommand, EvidenceLaw.Noted> {

    /** What is noted of one size of the log, or of one audit. */
    record Noted(boolean signed, List<Long> witnesses, List<Long> authorities) {}

    @Override
    public Boundary boundary(EvidenceCommand command) {
        return new Boundary(0, List.of(new Read(Set.of(subject(command)), Set.of())));
    }

    private static Tagged subject(EvidenceCommand command) {
        return switch (command) {
            case NoteCheckpoint signed -> new Tagged("checkpoint", String.valueOf(signed.size()));
            case NoteWitness witness -> new Tagged("checkpoint", String.valueOf(witness.size()));
            case NoteTimestamp stamp -> new Tagged("checkpoint", String.valueOf(stamp.size()));
            case NoteAudit audit -> new Tagged("audit", audit.audit().toString());
        };
    }

    @Override
    public Noted initially(EvidenceCommand command) {
        return new Noted(false, List.of(), List.of());
    }

    @Override
    public Noted evolve(Noted state, Recorded<?> fact) {
        return switch (fact.fact()) {
            case CheckpointSigned _,AuditRun _ -> new Noted(true, state.witnesses(), state.authorities());
            case CheckpointWitnessed witnessed ->
                new Noted(state.signed(), with(state.witnesses(), witnessed.key()), state.authorities());
            case TimestampObtained stamped ->
                new Noted(state.signed(), state.witnesses(), with(state.authorities(), stamped.authority()));
            default -> state;
        };
    }

    @Override
    public Decision decide(EvidenceCommand command, Noted now) {
        List<Fact> facts = switch (command) {
            case NoteCheckpoint signed -> now.signed() ? List.of() : List.of(new CheckpointSigned(signed.size(), signed.root()));
            case NoteWitness witness -> now.witnesses().contains(witness.key())
                    ? List.of()
                    : List.of(new CheckpointWitnessed(witness.size(), witness.key()));
            case NoteAudit audit -> now.signed()
                    ? List.of()
                    : List.of(new AuditRun(audit.audit(), audit.upTo(), audit.looked(), audit.marked(),
                            audit.differences(), audit.result()));
            case NoteTimestamp stamp -> now.authorities().contains(stamp.authority())
                    ? List.of()
                    : List.of(new TimestampObtained(stamp.size(), stamp.authority(), stamp.response(), stamp.at()));
        };
        return new Decision.Accepted(facts, List.of());
    }

    private static List<Long> with(List<Long> all, long more) {
        var longer = new ArrayList<>(all);
        longer.add(more);
        return List.copyOf(longer);
    }
}

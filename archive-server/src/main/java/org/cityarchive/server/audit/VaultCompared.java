package org.cityarchive.server.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealBroken.Trouble;
import org.cityarchive.server.vault.SealedVersion;

/** What facts say was sealed, opened and computed again: first from the facts to the parts, then from the parts back to the facts. */
final class VaultCompared implements Step {
    private static final int PAGE = 500;
    private static final Set<Trouble> GONE = EnumSet.of(Trouble.MISSING, Trouble.NO_KEY);

    private final CaptureFacts captured;
    private final PostgresVault vault;
    private final VaultBack back;
    private final Predicate<UUID> destroyed;
    private final Supplier<Set<UUID>> journals;
    private final ErasuresCompared erasures;
    private Set<UUID> journaled = Set.of();

    /**
     * @param destroyed whether a fact says that a record was destroyed
     * @param journals the records that destruction journals name
     */
    VaultCompared(CaptureFacts captured, PostgresVault vault, VaultBack back, ErasuresCompared erasures,
            Predicate<UUID> destroyed, Supplier<Set<UUID>> journals) {
        this.erasures = erasures;
        this.captured = captured;
        this.vault = vault;
        this.back = back;
        this.destroyed = destroyed;
        this.journals = journals;
    }

    @Override
    public Comparison comparison() {
        return Comparison.VAULT;
    }

    @Override
    public void run(Underway audit) {
        journals(audit);
        var place = new HashMap<String, Object>();
        audit.place().forEach((name, value) -> place.put(name, String.valueOf(value)));
        long position = Long.parseLong(String.valueOf(place.getOrDefault("position", "0")));
        captured.walk(audit, position, audit.upTo(), PAGE, (facts, upTo) -> {
            int looked = page(audit, facts);
            place.put("position", String.valueOf(upTo));
            audit.keep(upTo, audit.upTo(), looked, place);
        });
        back.run(audit, place);
        erasures.run(audit, journaled);
    }

    private void journals(Underway audit) {
        try {
            journaled = journals.get();
        } catch (KeyTrouble trouble) {
            journaled = Set.of();
            audit.differs(Difference.atRow(Code.A28, "keys/journals", "", String.valueOf(trouble.getMessage())));
        }
    }

    private int page(Underway audit, List<CaptureEvent> facts) {
        var roots = new HashMap<SealedVersion, Commitment>();
        var media = new ArrayList<MediaCaptured>();
        for (var fact : facts) {
            var version = fact.version();
            if (version != null) {
                roots.put(SealedVersion.of(fact.record(), version.number()), version.content());
            }
            if (fact instanceof MediaCaptured medium) {
                media.add(medium);
            }
        }
        contents(audit, roots);
        media.forEach(medium -> medium(audit, medium));
        return roots.size() + media.size();
    }

    private void contents(Underway audit, Map<SealedVersion, Commitment> roots) {
        var opened = vault.contents(roots.keySet(), broken -> differs(audit, broken));
        opened.forEach((version, content) -> {
            var root = roots.get(version);
            try {
                if (root != null) {
                    content.verify(root);
                }
            } catch (SealBroken broken) {
                differs(audit, broken);
            }
        });
    }

    private void medium(Underway audit, MediaCaptured medium) {
        try {
            vault.verifyMedium(medium.record(), medium.number(), medium.index(), medium.content());
        } catch (SealBroken broken) {
            differs(audit, broken);
        } catch (IOException _) {
            var part = "v" + medium.number() + "/media/" + medium.index();
            audit.differs(Difference.atRecord(Code.A22, medium.record().value(), part, "vault_part",
                    medium.record() + " " + part, "it is not packed as it was written"));
        }
    }

    private void differs(Underway audit, SealBroken broken) {
        var record = broken.subject();
        if (GONE.contains(broken.trouble()) && (destroyed.test(record) || journaled.contains(record))
                && !back.goesOn(record, broken.part())) {
            return; // what a destruction takes away
        }
        var part = broken.part();
        var key = record + " " + part;
        audit.differs(switch (broken.trouble()) {
            case MISSING -> Difference.atRecord(Code.A21, record, part, "vault_part", key,
                    "the part is missing, and no fact says that it was destroyed");
            case NO_KEY -> Difference.atRecord(Code.A24, record, null, "vault_record_key", record.toString(),
                    "the record has no key: nothing of it opens");
            case KEY_BROKEN -> Difference.atRecord(Code.A25, record, null, "vault_record_key", record.toString(),
                    "the record's key does not open: nothing of it opens");
            case NOT_COMMITTED -> Difference.atRecord(Code.A23, record, part, "vault_part", key,
                    "it opens, and is not what its fact committed to");
            case CHANGED -> Difference.atRecord(Code.A22, record, part, "vault_part", key,
                    "it does not open: changed, cut off, or another part's bytes");
        });
    }
}

package org.cityarchive.server.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealBroken.Trouble;
import org.cityarchive.server.vault.SealedVersion;

/** What facts say was sealed, opened and computed again: first from the facts to the parts, then from the parts back to the facts. */
final class VaultCompared implements Step {
    private static final int PAGE = 500;
    private static final Set<Trouble> GONE = EnumSet.of(Trouble.MISSING, Trouble.NO_KEY);

    private final FactPages pages;
    private final PostgresVault vault;
    private final VaultBack back;
    private final List<String> types;

    VaultCompared(FactPages pages, PostgresVault vault, VaultBack back, FactCodec codec) {
        this.pages = pages;
        this.vault = vault;
        this.back = back;
        this.types = List.copyOf(codec.names(List.of(CaptureEvent.class)));
    }

    @Override
    public Comparison comparison() {
        return Comparison.VAULT;
    }

    @Override
    public void run(Underway audit) {
        var place = new HashMap<String, Object>();
        audit.place().forEach((name, value) -> place.put(name, String.valueOf(value)));
        long position = Long.parseLong(String.valueOf(place.getOrDefault("position", "0")));
        while (position < audit.upTo()) {
            var facts = pages.facts(position, audit.upTo(), types, PAGE);
            int looked = page(audit, facts);
            position = facts.size() < PAGE ? audit.upTo() : facts.getLast().position();
            place.put("position", String.valueOf(position));
            audit.keep(position, audit.upTo(), looked, place);
        }
        back.run(audit, place);
    }

    private int page(Underway audit, List<StoredFact> facts) {
        var roots = new HashMap<SealedVersion, Commitment>();
        var media = new ArrayList<MediaCaptured>();
        for (var fact : facts) {
            if (fact.read() instanceof CaptureEvent captured && !audit.isNamed(fact.record())) {
                var version = captured.version();
                if (version != null) {
                    roots.put(SealedVersion.of(captured.record(), version.number()), version.content());
                }
                if (captured instanceof MediaCaptured medium) {
                    media.add(medium);
                }
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
        if (GONE.contains(broken.trouble()) && pages.isDestroyed(record)) {
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

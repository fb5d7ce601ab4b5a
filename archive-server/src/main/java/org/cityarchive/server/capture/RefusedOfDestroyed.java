package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.SpoolKey.SpoolBroken;
import org.cityarchive.server.vault.SealedText;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines that an import refused and whose record came in otherwise: where the record is destroyed, the line goes with it, whatever it was
 * refused for. It is known by the platform's id that stands in it; an account that was unknown then may be known now.
 */
public final class RefusedOfDestroyed {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedOfDestroyed.class);
    /** Few: a line may have 8 MiB. */
    private static final int AT_ONCE = 16;

    private final ImportKeyRows rows;
    private final ImportRows imports;
    private final RejectRows rejects;
    private final ImportKeys keys;
    private final AccountRegister register;
    private final RecordIdentity identity;
    private final SealedText sealed;
    private Looked looked = new Looked(Set.of(), List.of(), new HashMap<>());

    /**
     * What was looked for already.
     *
     * @param lines by import, up to which none is left of these records
     */
    private record Looked(Set<RecordId> destroyed, List<AccountRegister.Entry> accounts, Map<UUID, Long> lines) {}

    RefusedOfDestroyed(ImportKeyRows rows, ImportRows imports, RejectRows rejects, ImportKeys keys, AccountRegister register,
            RecordIdentity identity, SealedText sealed) {
        this.rows = rows;
        this.imports = imports;
        this.rejects = rejects;
        this.keys = keys;
        this.register = register;
        this.identity = identity;
        this.sealed = sealed;
    }

    /**
     * Empties the refused lines of these records, and those that were taken in later: what they say is in the vault, or was destroyed.
     * Asked again for the same records, it opens only lines that came since.
     *
     * @return whether none is left; false: the key of an import does not open now
     */
    public synchronized boolean letGoOf(Set<RecordId> destroyed) {
        rows.emptyRetaken();
        rows.named().forEach(names -> UnknownNames.withoutSample(names.alias(), names.sealed(), sealed)
                .ifPresent(without -> rows.named(names, without)));
        boolean gone = true;
        var accounts = register.all(); // once: a line is looked at with nothing asked of the database
        boolean same = looked.destroyed.containsAll(destroyed) && looked.accounts.equals(accounts);
        looked = new Looked(same ? looked.destroyed : destroyed, accounts, same ? looked.lines : new HashMap<>());
        for (var job : rows.withLines()) {
            gone &= letGoOf(job, looked);
        }
        return gone;
    }

    private boolean letGoOf(UUID id, Looked now) {
        try {
            var job = imports.find(id).orElseThrow();
            var key = keys.of(job, imports);
            var lines = new ArrayList<Long>();
            boolean opened = true;
            long line = now.lines.getOrDefault(id, 0L);
            for (var page = rejects.after(id, line, AT_ONCE); !page.isEmpty(); page = rejects.after(id, line, AT_ONCE)) {
                for (var row : page) {
                    line = row.line();
                    var plain = row.sealed().length == 0 ? null : opened(row, key);
                    opened &= plain != null || row.sealed().length == 0;
                    if (plain != null && isOf(plain, now.accounts, now.destroyed)) {
                        lines.add(line);
                    }
                }
            }
            rows.empty(id, lines);
            if (!opened && !isStill(job)) {
                return false; // another server sealed the lines anew meanwhile: they open by another key, and are looked at again
            }
            now.lines.put(id, line);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the refused lines of import {} cannot be read now ({}); looked at again", id, e.getClass().getName());
            return false;
        }
    }

    /** Null: changed past the program, so that nobody can read it and the audit names it; or its import has another key by now. */
    private static byte @Nullable [] opened(RejectRows.Row row, SpoolKey key) {
        try {
            return row.opened(key);
        } catch (SpoolBroken _) {
            return null;
        }
    }

    /** Whether an import still has the key that it had. */
    private boolean isStill(ImportJob before) {
        return imports.find(before.id()).filter(now -> Arrays.equals(now.keyWrapped(), before.keyWrapped())).isPresent();
    }

    /** The register, as a line's ids are looked up in it. */
    List<AccountRegister.Entry> accounts() {
        return register.all();
    }

    /** Whether a line names one of these records by its id, on whatever of these accounts its platform, where it names one, has. */
    boolean isOf(byte[] line, List<AccountRegister.Entry> accounts, Set<RecordId> destroyed) {
        var there = accounts.stream().filter(entry -> LineIds.isOn(entry.platform(), line)).toList();
        for (var id : LineIds.in(line)) {
            for (var entry : there) {
                if (destroyed.contains(identity.of(entry.platform(), entry.account(), id))) {
                    return true;
                }
            }
        }
        return false;
    }
}

package org.cityarchive.server.capture;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.Records.Opened;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.PostgresVault;

/** All that is shown of records as they stand now, read in one round trip: erasures first, then facts, then what those say is sealed. */
record RecordsNow(FactReader facts, RecordLives lives, PostgresVault vault, Sightings sightings, AccountRegister accounts) {

    /**
     * @param opened the records that may be read
     * @param beside their sightings beside the facts
     * @param register all accounts
     */
    record Read(Map<RecordId, Opened> opened, Map<RecordId, List<Sighted>> beside,
            Map<AccountId, AccountRegister.Entry> register) {}

    Read of(Collection<RecordId> records) {
        var wanted = Set.copyOf(records);
        if (wanted.isEmpty()) {
            return new Read(Map.of(), Map.of(), Map.of());
        }
        var erased = vault.askingErased(wanted);
        var told = facts.asking(RecordLives.TAG, RecordLives.values(wanted), Long.MAX_VALUE);
        var sealed = vault.askingSealed(wanted);
        var beside = sightings.asking(wanted);
        var register = accounts.asking();
        facts.ask(erased, told, sealed, beside, register);
        var opened = lives.open(readable(RecordLives.of(erased, told)), sealed::contents);
        return new Read(opened, beside.found(), opened.isEmpty() ? Map.of() : register.byId());
    }

    /** The facts of those of which something may be read. */
    static Map<RecordId, List<Recorded<CaptureEvent>>> readable(Map<RecordId, RecordLife> lives) {
        var readable = new LinkedHashMap<RecordId, List<Recorded<CaptureEvent>>>();
        lives.forEach((record, life) -> readable.put(record, life.readable()));
        readable.values().removeIf(List::isEmpty);
        return readable;
    }
}

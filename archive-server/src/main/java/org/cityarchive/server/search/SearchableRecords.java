package org.cityarchive.server.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Knowledge;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.Records;

/** What may a query ask of these records? Read from the facts and the vault, never from the index. */
public final class SearchableRecords {
    private static final long REGISTER_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LOOK_AGAIN_NANOS = Duration.ofMillis(5).toNanos();

    private final Records records;
    private final AccountRegister accounts;

    public SearchableRecords(Records records, AccountRegister accounts) {
        this.records = records;
        this.accounts = accounts;
    }

    /** The records as they were opened. */
    public List<SearchableRecord> of(Map<RecordId, Records.Opened> opened) {
        var searchable = new ArrayList<SearchableRecord>();
        var handles = new HashMap<AccountId, AccountRegister.Entry>();
        opened.forEach((record, one) -> searchable.add(readable(record, one, handles)));
        return searchable;
    }

    private SearchableRecord readable(RecordId record, Records.Opened opened, Map<AccountId, AccountRegister.Entry> handles) {
        var contents = opened.contents();
        var origin = RecordHistory.of(opened.facts(), contents).origin();
        var account = handles.computeIfAbsent(origin.account(), this::registered);
        return new SearchableRecord(record, origin.account(), account.handle(), origin.platform(), origin.kind(),
                opened.nativeId(),
                opened.parent(), CaptureEvent.parent(opened.facts()), opened.facts().getFirst().at(),
                Knowledge.of(opened.facts(), contents, author -> records.kindOf(origin.platform(), author)));
    }

    /** The register reads the same facts in its own time; what it is about to hold is waited for. */
    AccountRegister.Entry registered(AccountId account) {
        long began = System.nanoTime();
        while (true) {
            var entry = accounts.opened(account);
            if (entry.isPresent()) {
                return entry.get();
            }
            if (System.nanoTime() - began > REGISTER_NANOS) {
                throw new IllegalStateException("the register does not hold account " + account);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}

package org.cityarchive.server.capture;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.Alias;
import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.CaptureChannel.Told;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.json.Fault;
import org.cityarchive.server.capture.ImportAccounts.No;
import org.cityarchive.server.capture.ImportAccounts.Stands;
import org.cityarchive.server.capture.ImportProgress.Reject;
import org.jspecify.annotations.Nullable;

/** Reads one import on from its place, batch by batch. The place, the counts and the refused lines commit with the batch's facts. */
final class ImportRun implements AutoCloseable {
    private static final int BATCH = 500;
    /** Media travel with their posts: a batch is cut before they fill the memory. */
    private static final long HEAVY = 16L << 20;

    private final ImportJob job;
    private final Reading reading;
    private final SpoolKey key;
    private final CaptureAhead ahead;
    private final ImportAccounts accounts;
    private final ImportRows rows;
    private final Attribution by;
    private final Map<Owner, AccountOf> known = new HashMap<>();
    private long read;

    ImportRun(ImportJob job, Reading reading, SpoolKey key, CaptureChannel channel, ImportAccounts accounts, ImportRows rows,
            ZoneId city) {
        this.job = job;
        this.reading = reading;
        this.key = key;
        this.ahead = new CaptureAhead(channel);
        this.accounts = accounts;
        this.rows = rows;
        this.by = new Attribution(job.actor(), job.role(), job.id().toString(), null, city.getId());
        this.read = job.place().read();
    }

    private sealed interface AccountOf {}

    private record Known(AccountId account) implements AccountOf {}

    /**
     * Lines of it are refused.
     *
     * @param named what is kept of it until a person says whose it is; null: that would not help
     */
    private record Unknown(String type, String reason, ImportAccounts.@Nullable Unknown named) implements AccountOf {}

    /**
     * Takes the next batch; all but the one before are kept when this returns.
     *
     * @return entries taken; 0 at the end of the file, with all of it kept
     * @throws Failure a batch is not known to be kept; go on from the place that the store tells
     */
    int step() throws IOException {
        var offers = new ArrayList<Offer>();
        var rejects = new ArrayList<Reject>();
        long weight = 0;
        while (offers.size() + rejects.size() < BATCH && weight < HEAVY) {
            var entry = reading.next();
            if (entry == null) {
                break;
            }
            weight += take(entry, offers, rejects);
        }
        int taken = offers.size() + rejects.size();
        if (taken > 0) {
            commit(offers, rejects);
            read += taken;
        } else {
            ahead.finish();
        }
        return taken;
    }

    private long take(Entry entry, List<Offer> offers, List<Reject> rejects) {
        return switch (entry) {
            case Entry.Refused refused -> {
                rejects.add(reject(refused.line(), refused.fault(), refused.length(), refused.bytes(), null));
                yield refused.bytes().length;
            }
            case Entry.Taken taken -> {
                var observation = taken.observation();
                var bytes = observation.raw().bytes();
                switch (account(taken.owner())) {
                    case Known(var account) -> offers.add(new Offer(account, observation));
                    case Unknown(var type, var reason, var named) ->
                        rejects.add(reject(taken.line(), new Fault(type, taken.where(), reason), bytes.length, bytes, named));
                }
                yield bytes.length + observation.attached().stream().mapToLong(Observation.Attached::held).sum();
            }
        };
    }

    private Reject reject(long line, Fault fault, long length, byte[] bytes, ImportAccounts.@Nullable Unknown named) {
        return new Reject(line, fault.type(), fault.place(), fault.reason(), length, key.sealLine(line, bytes), named);
    }

    private AccountOf account(Owner owner) {
        var found = known.get(owner);
        if (found == null) {
            found = find(owner);
            known.put(owner, found);
        }
        return found;
    }

    private AccountOf find(Owner owner) {
        var registered = accounts.resolve(owner.platform(), owner.names());
        if (!isChosen(owner, registered.orElse(null))) {
            return new Unknown("other-account",
                    "It is of the account \"" + owner.handle() + "\" on " + owner.platform() + "; this import takes only \""
                            + job.account() + "\".",
                    null);
        }
        var barred = accounts.barred(owner);
        if (barred.isPresent()) {
            return new Unknown(barred.get().name(), barred.get().sentence(), null);
        }
        if (registered.isPresent()) {
            return new Known(registered.get());
        }
        if (!job.addAccounts()) {
            return new Unknown("unknown-account", "The account \"" + owner.handle() + "\" on " + owner.platform()
                    + " is not in the register; add it there, or import again with --add-accounts.",
                    accounts.unknown(owner));
        }
        return switch (accounts.open(owner, by)) {
            case Stands(var account) -> new Known(account);
            case No(var refusal) -> new Unknown(refusal.name(), refusal.sentence(), null);
        };
    }

    private boolean isChosen(Owner owner, @Nullable AccountId registered) {
        var chosen = job.account();
        if (chosen == null || owner.names().stream()
                .anyMatch(name -> Alias.of(owner.platform(), name).equals(Alias.of(owner.platform(), chosen)))) {
            return true;
        }
        return registered != null && (registered.toString().equals(chosen)
                || accounts.resolve(owner.platform(), List.of(chosen)).filter(registered::equals).isPresent());
    }

    private void commit(List<Offer> offers, List<Reject> rejects) {
        var to = reading.position();
        long done = reading.done();
        long from = read;
        if (offers.isEmpty()) {
            ahead.finish();
            if (!rows.step(new ImportProgress(job.id(), from, to, done, ImportCounts.of(List.of(), rejects.size()), rejects))) {
                throw new Failure.StoreBusy("the import was paused, or went on elsewhere");
            }
            return;
        }
        Told told = outcomes -> new ImportProgress(job.id(), from, to, done, ImportCounts.of(outcomes, rejects.size()), rejects);
        ahead.offer(offers, by, List.of(told));
    }

    /** Waits for the batch that is being kept. */
    void finish() {
        ahead.finish();
    }

    /** No batch is on its way any more, whatever became of it: the store tells. */
    @Override
    public void close() {
        try {
            ahead.finish();
        } catch (Failure _) {
            // reading begins anew from the place that the store tells
        }
    }
}

package org.cityarchive.server.disposition;

import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.disposition.ListCheck.Progress;

/** How do whole lists stand now? What was found of the last few is remembered, and permits nothing: the law asks for what came since. */
final class ListChecks implements AutoCloseable {
    private static final int LISTS = 4;
    private static final Duration LONG = Duration.ofSeconds(2);
    private static final Duration SHORT = Duration.ofSeconds(60);

    private final ListCheck.Asking asking;
    private final Map<DispositionId, ListCheck> known = new LinkedHashMap<>();
    private volatile boolean closed;

    ListChecks(ListCheck.Asking asking) {
        this.asking = asking;
    }

    /** As the list stands now; a long one that is still looked at is as it was found last. */
    Progress progress(DispositionId disposition, LocalDate day) {
        var batch = asking.batches().of(disposition);
        boolean isShort = batch.isEmpty() || batch.get().counts().left() <= DispositionCommand.MOST;
        return check(disposition).progress(day, isShort ? SHORT : LONG);
    }

    /** The role of the profile that says the second word on a list. */
    Role approver() {
        return asking.settled().now().retention().profile().dispositionApprovedBy();
    }

    /**
     * As the list stands now.
     *
     * @throws Failure.StoreBusy that is not known yet
     */
    CheckedList now(DispositionId disposition, LocalDate day) {
        var progress = check(disposition).progress(day, SHORT);
        var last = progress.last();
        if (progress.running() || last == null) {
            throw new Failure.StoreBusy("the list is still being checked: %,d of %,d records".formatted(progress.looked(),
                    progress.total()));
        }
        return last;
    }

    /** How many of the list are excepted, by the series in which they stand now. */
    Map<Set<String>, Long> excepted(DispositionId disposition) {
        return asking.batches().excepted(disposition);
    }

    private ListCheck check(DispositionId disposition) {
        synchronized (known) {
            var check = known.remove(disposition);
            if (check == null) {
                check = new ListCheck(disposition, asking, () -> closed);
            }
            known.put(disposition, check); // asked last
            if (known.size() > LISTS) {
                known.remove(known.keySet().iterator().next());
            }
            return check;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

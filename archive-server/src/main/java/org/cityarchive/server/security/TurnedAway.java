package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Writes down who tried to come in and was not let in: at whose door, why, from which address; never what was typed. The same again
 * within a minute is counted, and the count is a row of its own when the minute is over. However many try, from however many addresses,
 * rows stay few: what is over the most of a minute or an hour is counted together. Rows are written beside the request, which so takes
 * no longer for a name that somebody has.
 */
public final class TurnedAway implements AutoCloseable {
    static final int MOST_A_MINUTE = 20;
    static final int MOST_AN_HOUR = 300;
    private static final Logger LOG = LoggerFactory.getLogger(TurnedAway.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Kind OTHERS = new Kind("sign-in", "many more tries, at further doors or from further addresses");

    private final AccessLog log;
    private final Clock clock;
    private final ScheduledExecutorService writer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("turned-away").factory());
    /** What was noted in this minute, and how often again. */
    private final Map<Kind, Integer> again = new LinkedHashMap<>();
    private Instant minute = Instant.EPOCH;
    private Instant hour = Instant.EPOCH;
    private int thisHour;

    /** Why somebody was not let in; the name is what the log says. */
    public enum Why {
        WRONG_PASSWORD, WAIT_BEGAN_AFTER_WRONG_PASSWORDS, MUST_WAIT_AFTER_WRONG_PASSWORDS, WRONG_ONE_TIME_CODE,
        /** The password was right. */
        WRONG_SECOND_FACTOR, WAIT_BEGAN_AFTER_WRONG_SECOND_FACTORS, MUST_WAIT_AFTER_WRONG_SECOND_FACTORS, ROLE_OF_SOMEBODY_ELSE,
        /** Whatever was tried. */
        TOO_MANY_TRIES, WRONG_SET_UP_CODE, SINGLE_SIGN_ON_VOUCHED_FOR_NOBODY, NO_ROLE_HERE,
        /** Somebody signed in wanted to change a way in. */
        WRONG_PROOF_ON_THE_OWN_PAGE, TOO_MANY_WRONG_PROOFS_ON_THE_OWN_PAGE;

        private String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** What is counted together. */
    private record Kind(String on, String words) {}

    TurnedAway(AccessLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Writes the counts of minutes that are over, from now on. */
    TurnedAway start() {
        var _ = writer.scheduleWithFixedDelay(() -> write(overMinute()), 1, 1, TimeUnit.MINUTES);
        return this;
    }

    /**
     * Somebody was not let in.
     *
     * @param person at whose door; null where nobody is known by what was typed
     * @param address from where; empty where somebody is signed in
     */
    void note(Why why, @Nullable PersonId person, String address) {
        var kind = new Kind(person == null ? "sign-in" : "person " + person,
                why.words() + (address.isEmpty() ? "" : ", from " + address));
        try {
            var rows = counted(kind);
            writer.execute(() -> write(rows));
        } catch (RejectedExecutionException _) {
            // the server is going down and lets nobody in any more
        }
    }

    private synchronized List<Note> counted(Kind asked) {
        var rows = overMinute();
        var kind = again.containsKey(asked) || hasRoom() ? asked : OTHERS;
        var times = again.get(kind);
        again.put(kind, times == null ? 0 : times + 1);
        if (times == null) {
            thisHour++;
            rows.add(new Note(Act.SIGN_IN_REFUSED, kind.on(), kind.words()));
        }
        return rows;
    }

    private boolean hasRoom() {
        return again.size() < MOST_A_MINUTE && thisHour < MOST_AN_HOUR;
    }

    /** The counts of a minute that is over. */
    private synchronized List<Note> overMinute() {
        var now = clock.instant();
        var rows = new ArrayList<Note>();
        if (!now.truncatedTo(ChronoUnit.MINUTES).equals(minute)) {
            rows.addAll(counts());
            minute = now.truncatedTo(ChronoUnit.MINUTES);
        }
        if (!now.truncatedTo(ChronoUnit.HOURS).equals(hour)) {
            hour = now.truncatedTo(ChronoUnit.HOURS);
            thisHour = 0;
        }
        return rows;
    }

    private synchronized List<Note> counts() {
        var rows = new ArrayList<Note>();
        again.forEach((kind, times) -> {
            if (times > 0) {
                rows.add(new Note(Act.SIGN_IN_REFUSED, kind.on(), kind.words() + ": " + times
                        + (times == 1 ? " time more" : " times more") + " within the minute from " + minute));
            }
        });
        again.clear();
        return rows;
    }

    private void write(List<Note> rows) {
        try {
            log.noteNobody(rows);
        } catch (DataAccessException e) { // without the database nobody is let in either
            LOG.warn("{} refused tries to sign in were not noted ({})", rows.size(), e.getClass().getSimpleName());
        }
    }

    /** As after a start. */
    synchronized void forget() {
        again.clear();
        thisHour = 0;
    }

    @Override
    public void close() {
        writer.execute(() -> write(counts()));
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("refused tries to sign in of the last minute were not all noted");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

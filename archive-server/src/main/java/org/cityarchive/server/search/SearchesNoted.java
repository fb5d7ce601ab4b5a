package org.cityarchive.server.search;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.search.RecordQuery.Everything;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.SignedIn;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Writes down what was searched (ARCHITECTURE.md §4): once a search, not again for its further pages or when the page asks by itself. */
final class SearchesNoted {
    /** More actors than these are forgotten at once: then a refresh may be noted a second time. */
    private static final int MOST_ACTORS = 1_000;

    private final AccessLog log;
    private final Map<String, Integer> last = new ConcurrentHashMap<>();

    SearchesNoted(AccessLog log) {
        this.log = log;
    }

    /** The search page, opened or refreshed. Without a query nothing was asked: it is the page from which one searches. */
    void onThePage(Asked asked, Results results) {
        var actor = SignedIn.now();
        if (asked.query() instanceof Everything || (isTheSame(actor, asked) && (isRefresh() || asked.cursor() != null))) {
            return;
        }
        log.noteIfRoom(actor, new Note(Act.SEARCH, "records", words(asked, results)));
    }

    /**
     * The API, and with it the command line: all that is asked, the whole archive too, since words go out; what cannot be written down is
     * refused.
     */
    void byProgram(Asked asked, Results results) {
        var actor = SignedIn.now();
        if (!isTheSame(actor, asked) || asked.cursor() == null) {
            log.noteSoon(actor, new Note(Act.SEARCH, "records", words(asked, results)));
        }
    }

    /** Whether this actor asked the same last: only then is a further page no search of its own, whoever made its cursor. */
    private boolean isTheSame(Actor actor, Asked asked) {
        if (last.size() > MOST_ACTORS) {
            last.clear();
        }
        int same = asked.query().hashCode() * 31 + asked.asOf().hashCode(); // a hash, so that no query lies about in memory
        return Integer.valueOf(same).equals(last.put(actor.id(), same));
    }

    /** The whole result as a file. */
    void asTable(Asked asked, Results results) {
        log.note(SignedIn.now(), new Note(Act.EXPORT, "records.csv", words(asked, results)));
    }

    private static String words(Asked asked, Results results) {
        var then = asked.asOf().platform() == null ? "" : ", as of " + asked.asOf().platform();
        var query = asked.query() instanceof Everything ? "every record" : asked.query().canonical();
        return results.total() + " found at position " + results.position() + then + ": " + query;
    }

    private static boolean isRefresh() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                && request.getRequest().getHeader("HX-Request") != null;
    }
}

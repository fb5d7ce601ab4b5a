package org.cityarchive.server.capture;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.SignedIn;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Writes down who reads restricted records (USERS.md story 10). Whatever gives the words of records away says so here first: when the
 * note cannot be kept, nothing is answered. Lists of pages show a restricted record without its words and need no note.
 */
public final class Readings {
    private static final String NOTED = Readings.class.getName();

    private final AccessLog log;

    public Readings(AccessLog log) {
        this.log = log;
    }

    /** The one who asks now reads these records; those that anyone may read are passed over. One note a record and request. */
    public void note(Collection<RecordAt> records) {
        if (records.stream().noneMatch(RecordAt::isRestricted)) {
            return;
        }
        note(SignedIn.now(), records, way());
    }

    /**
     * This actor reads these records, outside a request too.
     *
     * @param way how, in words ("in export 12"); never content
     */
    public void note(Actor actor, Collection<RecordAt> records, String way) {
        var noted = noted();
        var notes = new LinkedHashMap<RecordId, Note>();
        for (var record : records) {
            if (record.isRestricted() && !noted.contains(record.id())) {
                notes.put(record.id(), new Note(Act.RESTRICTED_READING, "record " + record.id(), way));
            }
        }
        log.note(actor, notes.values());
        noted.addAll(notes.keySet());
    }

    /** What this request has noted already; outside a request nothing. */
    @SuppressWarnings("unchecked") // only this class sets it
    private static Set<RecordId> noted() {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return new HashSet<>();
        }
        var known = (Set<RecordId>) request.getAttribute(NOTED, RequestAttributes.SCOPE_REQUEST);
        if (known == null) {
            known = new HashSet<>();
            request.setAttribute(NOTED, known, RequestAttributes.SCOPE_REQUEST);
        }
        return known;
    }

    /** By which way this request reads, as a reader of the log understands it. */
    private static String way() {
        var request = RequestContextHolder.getRequestAttributes();
        var pattern = request == null
                ? null
                : request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return words(String.valueOf(pattern));
    }

    /** The way of a route's pattern; what stands in it for a number says nothing to a reader. */
    static String words(String path) {
        var part = switch (path.contains("{id}/") ? path.substring(path.indexOf("{id}/") + 5) : "") {
            case "" -> "";
            case "media/{version}/{index}" -> ", a picture or file of it";
            case "source/bytes" -> ", source as a file";
            case String other -> ", " + other.replaceAll("/?\\{[^}]*}", "").replace('/', ' ');
        };
        return (path.startsWith("/api/") ? path.contains("{id}") ? "by program" : "in a list by program" : "on its page") + part;
    }
}

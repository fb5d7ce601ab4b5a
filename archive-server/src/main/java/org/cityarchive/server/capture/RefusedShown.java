package org.cityarchive.server.capture;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.web.VisibleText;

/**
 * Refused lines as a page shows them. What was refused may be a private message, and nobody can tell: the words are for those who may take
 * them as a file, and their first look at each import is written down before it is answered.
 */
final class RefusedShown {
    /** More looks than these are forgotten at once: then a page that asks again by itself is noted a second time. */
    private static final int MOST_LOOKS = 10_000;

    private final AccessLog log;
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    RefusedShown(AccessLog log) {
        this.log = log;
    }

    List<ImportView.RefusedLine> of(List<ImportView.RefusedLine> lines, UUID job, Actor actor) {
        if (lines.isEmpty()) {
            return lines;
        }
        boolean may = Grants.REJECT_READERS.contains(actor.role());
        if (may) {
            note(lines.size(), job, actor);
        }
        return lines.stream().map(line -> spelled(line, may)).toList();
    }

    private void note(int lines, UUID job, Actor actor) {
        if (noted.size() > MOST_LOOKS) {
            noted.clear();
        }
        var look = actor.id() + " " + job + " " + lines;
        if (!noted.contains(look)) {
            log.note(actor, new Note(Act.RESTRICTED_READING, "import " + job, "refused lines on its page"));
            noted.add(look);
        }
    }

    /** A refused line may hold anything: what would move or hide letters is spelled. */
    private static ImportView.RefusedLine spelled(ImportView.RefusedLine line, boolean may) {
        return new ImportView.RefusedLine(line.line(), VisibleText.spelled(line.place()), VisibleText.spelled(line.reason()),
                line.type(), may ? VisibleText.spelled(line.excerpt()) : "(not shown to your role)");
    }
}

package org.cityarchive.server.capture;

import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.security.Grants;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.NotGranted;

/**
 * Pauses, resumes and stops imports for those who may: people any import, an adapter what it brought itself. Each step that changed
 * something is written down before its answer leaves.
 */
final class ImportSteering {
    private final ImportJobs imports;
    private final ImportLooks looks;
    private final AccessLog log;

    ImportSteering(ImportJobs imports, ImportLooks looks, AccessLog log) {
        this.imports = imports;
        this.looks = looks;
        this.log = log;
    }

    void pause(UUID id, Actor by) {
        step(id, by, Act.IMPORT_PAUSED, imports::pause);
    }

    void resume(UUID id, Actor by) {
        step(id, by, Act.IMPORT_RESUMED, imports::resume);
    }

    /** Ends it where it stands; what it took in stays. */
    void stop(UUID id, Actor by) {
        step(id, by, Act.IMPORT_STOPPED, imports::stop);
    }

    /** A person looked at the refused lines: they no longer wait on the home page. */
    void look(UUID id, Actor by) {
        step(id, by, Act.IMPORT_LOOKED_AT, one -> looks.look(one, by));
    }

    private void step(UUID id, Actor by, Act act, Predicate<UUID> step) {
        var view = imports.view(id).orElseThrow(() -> new NoSuch("No import has this id."));
        if (by.role() == Role.ADAPTER && !view.startedBy().equals(by.id())) {
            log.note(by, new Note(Act.REFUSED, "import " + id, "an adapter may not steer what others brought: " + title(act)));
            throw new NotGranted("An adapter steers only what it brought itself. Who may: " + Grants.IMPORTERS.stream()
                    .filter(Roles.STAFF::contains).sorted().map(Roles::title).collect(Collectors.joining(", "))
                    + ". Nothing was changed.");
        }
        if (step.test(id)) {
            log.note(by, new Note(act, "import " + id, "import " + view.number() + ", " + view.file()));
        }
    }

    private static String title(Act act) {
        return act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

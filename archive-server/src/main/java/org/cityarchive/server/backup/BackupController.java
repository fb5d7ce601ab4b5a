package org.cityarchive.server.backup;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Backups over HTTP: into folders of the server's own machine. */
@RestController
@RequestMapping("/api/v1/backups")
@Tag(name = "backups")
final class BackupController {
    private final BackupJobs jobs;

    BackupController(BackupJobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Where to.
     *
     * @param folder of the server's machine, absolute
     * @param keys another one, for the copy of the keys; absent: without keys
     * @param password that opens the copy of the keys
     */
    record Wanted(@Nullable String folder, @Nullable String keys, @Nullable String password) {
        /** Holds no password. */
        @Override
        public String toString() {
            return "Wanted[" + folder + ", " + keys + "]";
        }
    }

    /** How a backup stands. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Told(UUID id, String state, String step, long done, long total, Backup.@Nullable Done backup,
            @Nullable String reason) {
        static Told of(BackupJobs.Job job) {
            return new Told(job.id(), job.state().name().toLowerCase(Locale.ROOT), job.step(), job.done(), job.total(),
                    job.finished(),
                    job.reason());
        }
    }

    @PostMapping
    ResponseEntity<Told> begin(@RequestBody Wanted wanted, Actor actor) {
        var keys = wanted.keys() == null ? null : folder("keys", wanted.keys());
        var password = wanted.password() == null ? null : wanted.password().toCharArray();
        try {
            var job = jobs.begin(actor, new Backup.Target(folder("folder", wanted.folder()), keys, password));
            return ResponseEntity.accepted().location(URI.create("/api/v1/backups/" + job.id())).body(Told.of(job));
        } catch (BackupTrouble e) {
            throw new BadParameter("keys", String.valueOf(e.getMessage()));
        }
    }

    @GetMapping("/{id}")
    Told one(@PathVariable("id") String id) {
        return jobs.job(Parameters.id("id", id)).map(Told::of)
                .orElseThrow(() -> new NoSuch("No backup of this id was begun since the start, or another was begun after it."));
    }

    private static Path folder(String name, @Nullable String text) {
        try {
            var path = Path.of(text == null ? "" : text);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new BadParameter(name, "\"" + name + "\" is no path.");
        }
        throw new BadParameter(name, "\"" + name + "\" takes the absolute path of a folder on the server's machine.");
    }
}

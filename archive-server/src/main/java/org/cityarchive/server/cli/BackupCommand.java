package org.cityarchive.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.backup.Backup;
import org.cityarchive.server.backup.BackupTrouble;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Home;
import org.cityarchive.server.wiring.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** {@code archive backup}: a backup of one moment, by the running server or of a home whose server is stopped. */
@Command(name = "backup", mixinStandardHelpOptions = true, sortOptions = false, description = "Back the archive up while it runs; the same folder again takes what is new.", footer = {
        "",
        "Folders are of the server's machine. The data is sealed; its keys go to another place, under a password of their own,",
        "and both are needed to restore. The index is not backed up: it is built from the rest.", "", "Examples:",
        "  archive backup /mnt/backup/archive --keys /mnt/safe/archive-keys --key-password-file archive-keys.password",
        "  archive backup /mnt/backup/archive --without-keys"})
final class BackupCommand implements Callable<Integer> {
    private static final long LOOK_MILLIS = 300;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "DIR", description = "takes the data; empty, or a backup of this archive")
    private Path folder = Path.of("");

    @Option(names = "--keys", paramLabel = "DIR", description = "takes the copy of the keys; elsewhere than the data")
    private @Nullable Path keys;

    @Option(names = "--key-password-file", paramLabel = "FILE", description = "holds the password of that copy, 12 characters or more")
    private @Nullable Path passwordFile;

    @Option(names = "--without-keys", description = "the keys are kept by other means")
    private boolean withoutKeys;

    @Override
    public Integer call() {
        if (withoutKeys == (keys != null) || (keys == null) != (passwordFile == null)) {
            throw new ParameterException(spec.commandLine(),
                    "Without its keys a backup cannot be restored: give --keys and --key-password-file, or say --without-keys.");
        }
        var told = server.namesServer() || Home.isInUse(server.home()) ? byServer() : byHome();
        server.out().println(server.json() ? told.toString() : sentence(told));
        return ArchiveCommand.DONE;
    }

    private JsonNode byServer() {
        try (var client = server.client()) {
            var wanted = new HashMap<String, String>(Map.of("folder", absolute(folder)));
            if (keys != null) {
                wanted.put("keys", absolute(keys));
                wanted.put("password", new String(password(passwordFile)));
            }
            var job = client.post("/api/v1/backups", wanted).body();
            var bar = new StepBar(server);
            while (job.path("state").asString().equals("running")) {
                bar.at(job.path("step").asString(), job.path("done").asLong(), job.path("total").asLong());
                LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
                job = client.get("/api/v1/backups/" + job.path("id").asString(), List.of());
            }
            bar.wipe();
            if (!job.path("state").asString().equals("done")) {
                throw new CannotRun(TerminalText.line(job.path("reason").asString("The backup is not whole.")));
            }
            return job.path("backup");
        }
    }

    /** Nothing runs on the home: it is opened here. */
    private JsonNode byHome() {
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, server.home().toString()), server.environment());
        if (!Foundation.isLaid(settings)) {
            throw new CannotRun("There is no archive in " + settings.home() + ".");
        }
        var bar = new StepBar(server);
        try (var foundation = Foundation.lay(settings)) {
            var target = new Backup.Target(folder, keys, passwordFile == null ? null : password(passwordFile));
            var done = new Backup(foundation.connections(), foundation.keys(), settings.home(), Clock.systemUTC()).run(target,
                    bar::at);
            bar.wipe();
            return ApiClient.JSON.valueToTree(done);
        } catch (BackupTrouble | KeyTrouble e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotRun("The backup could not be written: " + e.getMessage() + ". What was there before still is.", e);
        }
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** The password in a file, without the line's end. */
    static char[] password(@Nullable Path file) {
        try {
            return file == null ? new char[0] : Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new CannotRun("The password file " + file + " cannot be read.", e);
        }
    }

    private String sentence(JsonNode done) {
        return TerminalText.line(String.format(Locale.ROOT,
                "%s: %,d rows of %d tables up to position %,d, %,.1f MB; of these %,d rows and %,.1f MB are new. %.1f s. %s",
                folder,
                done.path("rows").asLong(), done.path("tables").asLong(), done.path("position").asLong(),
                done.path("bytes").asLong() / 1e6, done.path("addedRows").asLong(), done.path("addedBytes").asLong() / 1e6,
                done.path("seconds").asDouble(), keys == null ? "Without keys." : "Its keys are in " + keys + "."));
    }
}

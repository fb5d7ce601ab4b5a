package org.cityarchive.server.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

import org.cityarchive.server.backup.BackupTrouble;
import org.cityarchive.server.backup.Restore;
import org.cityarchive.server.backup.RestoreProof;
import org.cityarchive.server.database.DatabaseTrouble;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code archive restore}: a backup into an empty home. */
@Command(name = "restore", mixinStandardHelpOptions = true, sortOptions = false, description = "Restore a backup into an empty home (and an empty database, where ARCHIVE_DATABASE_URL names one).", footer = {
        "",
        "Every file is checked before anything is written; what was destroyed after the backup is destroyed again before anyone can",
        "open it. The index is built at the first start. Exits 1 when facts that were published are not in the backup.", "",
        "Example:", "  archive restore /mnt/backup/archive --home /srv/archive --keys /mnt/safe/archive-keys \\",
        "      --key-password-file archive-keys.password"})
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "DIR", description = "holds the backup")
    private Path folder = Path.of("");

    @Option(names = "--keys", paramLabel = "DIR", required = true, description = "holds the copy of the keys, or is a folder of keys that was saved")
    private Path keys = Path.of("");

    @Option(names = "--key-password-file", paramLabel = "FILE", description = "holds its password; none: a master key file stands in it")
    private @Nullable Path passwordFile;

    @Override
    public Integer call() {
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, server.home().toString()), server.environment());
        var bar = new StepBar(server);
        try {
            var restore = Restore.of(folder, keys, passwordFile == null ? null : BackupCommand.password(passwordFile),
                    Clock.systemUTC());
            var done = restore.into(new Restore.Into(settings.home(), settings.databaseUrl(), Foundation.passphrase(settings)),
                    bar::at);
            var proven = proven(settings, done, bar);
            bar.wipe();
            tell(settings.home(), done, proven);
            return done.isWhole() && proven.differences().isEmpty() ? ArchiveCommand.DONE : ArchiveCommand.WRONG;
        } catch (BackupTrouble | KeyTrouble | DatabaseTrouble e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotRun("The backup cannot be read, or the home not be written: " + e.getMessage(), e);
        }
    }

    private static RestoreProof.Proven proven(ArchiveSettings settings, Restore.Done done, StepBar bar) throws IOException {
        try (var foundation = Foundation.lay(settings)) {
            return new RestoreProof(foundation.connections(), foundation.keys(), Foundation.codec(), done.destroyed())
                    .run(bar::at);
        }
    }

    private void tell(Path home, Restore.Done done, RestoreProof.Proven proven) {
        if (server.json()) {
            var told = new LinkedHashMap<String, Object>();
            told.put("home", home.toString());
            told.put("archive", done.manifest().archive().toString());
            told.put("backup", done.manifest().backup().toString());
            told.put("at", done.manifest().at().toString());
            told.put("position", done.manifest().position());
            told.put("destroyed", done.destroyed().size());
            told.put("logSize", done.logSize());
            told.put("published", done.published());
            told.put("proven", proven.versions());
            told.put("differences", proven.differences());
            server.out().println(ApiClient.JSON.writeValueAsString(told));
        } else {
            server.out().println(TerminalText.line(String.format(Locale.ROOT,
                    "%s: the archive %s as it was at %s, up to position %,d. The log was made anew of %,d facts, %,d wordings and media"
                            + " were opened and compared: %s.%s Start it with: archive serve --home %s",
                    home, done.manifest().archive(), done.manifest().at(), done.manifest().position(), proven.facts(),
                    proven.versions(), proven.differences().isEmpty() ? "nothing differs" : "THERE ARE DIFFERENCES",
                    done.destroyed().isEmpty()
                            ? ""
                            : String.format(Locale.ROOT, " %,d records that were destroyed since are destroyed in it.",
                                    done.destroyed().size()),
                    home)));
        }
        proven.differences().forEach(difference -> server.err().println(TerminalText.line(difference)));
        if (!done.isWhole()) {
            server.err().println(TerminalText.line(String.format(Locale.ROOT,
                    "log-behind-anchor: %,d facts were signed and published, and this backup holds %,d. The archive opens and can be read,"
                            + " but signs nothing and is not ready. Restore a newer backup that holds them; if there is none, two people"
                            + " approve a new log that names this one's last checkpoint. Nothing is ever signed over it.",
                    done.published(), done.logSize())));
        }
    }
}

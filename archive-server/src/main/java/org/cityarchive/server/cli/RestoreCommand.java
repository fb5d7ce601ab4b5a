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
import org.cityarchive.server.database.DatabaseTrouble;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Setting;
import org.cityarchive.server.wiring.StoppedArchive;
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
            var audited = audited(settings, bar);
            bar.wipe();
            tell(settings.home(), done, audited);
            return done.isWhole() && audited.differences().isEmpty() ? ArchiveCommand.DONE : ArchiveCommand.WRONG;
        } catch (BackupTrouble | KeyTrouble | DatabaseTrouble e) {
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CannotRun("The backup cannot be read, or the home not be written: " + e.getMessage(), e);
        }
    }

    /** The index is built, and everything compared, before anybody is told that it is there. */
    private static StoppedArchive.Ended audited(ArchiveSettings settings, StepBar bar) {
        try (var archive = StoppedArchive.open(settings)) {
            return archive.readIn(list -> bar.at("build " + list, 0, 1)).audit("shell", "it-director",
                    now -> bar.at("audit: " + (now.comparison() == null ? "" : now.comparison()), now.reached(), now.reach()));
        }
    }

    private void tell(Path home, Restore.Done done, StoppedArchive.Ended audited) {
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
            told.put("audit", audited.audit());
            told.put("differences", audited.differences());
            server.out().println(ApiClient.JSON.writeValueAsString(told));
        } else {
            server.out().println(TerminalText.line(String.format(Locale.ROOT,
                    "%s: the archive %s as it was at %s, up to position %,d. The audit compared %,d things of facts, log, vault, lists"
                            + " and index: %s.%s Start it with: archive serve --home %s",
                    home, done.manifest().archive(), done.manifest().at(), done.manifest().position(), audited.audit().looked(),
                    audited.differences().isEmpty() ? "nothing differs" : "THERE ARE DIFFERENCES",
                    done.destroyed().isEmpty()
                            ? ""
                            : String.format(Locale.ROOT, " %,d records that were destroyed since are destroyed in it.",
                                    done.destroyed().size()),
                    home)));
        }
        audited.differences()
                .forEach(difference -> server.err().println(AuditCommand.sentence(ApiClient.JSON.valueToTree(difference))));
        if (!done.isWhole()) {
            server.err().println(TerminalText.line(String.format(Locale.ROOT,
                    "log-behind-anchor: %,d facts were signed and published, and this backup holds %,d. The archive opens and can be read,"
                            + " but signs nothing and is not ready. Restore a newer backup that holds them; if there is none, two people"
                            + " approve a new log that names this one's last checkpoint. Nothing is ever signed over it.",
                    done.published(), done.logSize())));
        }
    }
}

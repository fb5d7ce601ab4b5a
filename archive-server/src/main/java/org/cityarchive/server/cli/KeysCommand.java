package org.cityarchive.server.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.cityarchive.server.keys.KeyChange;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.cityarchive.server.wiring.Foundation;
import org.cityarchive.server.wiring.Home;
import org.cityarchive.server.wiring.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code archive keys}: what may be done with the archive's keys. */
@Command(name = "keys", mixinStandardHelpOptions = true, sortOptions = false, description = "Replace the archive's keys by others.", subcommands = KeysCommand.Rotate.class, synopsisSubcommandLabel = "rotate")
final class KeysCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        server.err().println("See: archive keys rotate --help");
        return ArchiveCommand.USAGE;
    }

    /** {@code archive keys rotate}. */
    @Command(name = "rotate", mixinStandardHelpOptions = true, sortOptions = false, description = "Replace every bucket key, and what opens them, while the archive runs.", footer = {
            "", "What is sealed stays as it is; what opened it opens nothing any more. Killed, it goes on at the next start.",
            "Make a backup afterwards: the copy of the keys that an older one has is brought up to date by the next.", "",
            "Examples:",
            "  archive keys rotate", "  archive keys rotate --new-passphrase-file archive.passphrase"})
    static final class Rotate implements Callable<Integer> {
        @Mixin
        private ServerOptions server = new ServerOptions();

        @Option(names = "--new-passphrase-file", paramLabel = "FILE", description = "holds the passphrase that is to open the keys from now on, 12 characters or more")
        private @Nullable Path passphraseFile;

        @Override
        public Integer call() {
            var passphrase = passphraseFile == null ? null : BackupCommand.password(passphraseFile);
            if (passphrase != null && passphrase.length < KeyChange.SHORTEST) {
                throw new CannotRun("The passphrase in " + passphraseFile + " has " + passphrase.length + " characters; it needs "
                        + KeyChange.SHORTEST + " or more.");
            }
            var told = server.namesServer() || Home.isInUse(server.home()) ? byServer(passphrase) : byHome(passphrase);
            server.out().println(server.json()
                    ? told.toString()
                    : TerminalText.line(counted(told.path("destroyed").asInt(), " bucket key") + " replaced, "
                            + counted(told.path("wrapped").asInt(), " key") + " wrapped anew" + left(told.path("left").asInt(0))
                            + ". Now: " + told.path("keys").asString() + "."
                            + (passphraseFile == null
                                    ? ""
                                    : " From the next start on ARCHIVE_KEY_PASSPHRASE_FILE names " + passphraseFile + ".")));
            return ArchiveCommand.DONE;
        }

        private JsonNode byServer(char @Nullable [] passphrase) {
            try (var client = server.client()) {
                var wanted = new HashMap<String, String>();
                if (passphrase != null) {
                    wanted.put("passphrase", new String(passphrase));
                }
                return client.post("/api/v1/keys/rotations", wanted).body();
            }
        }

        private JsonNode byHome(char @Nullable [] passphrase) {
            var settings = ArchiveSettings.read(Map.of(Setting.HOME, server.home().toString()), server.environment());
            if (!Foundation.isLaid(settings)) {
                throw new CannotRun("There is no archive in " + settings.home() + ".");
            }
            try (var foundation = Foundation.lay(settings)) {
                return ApiClient.JSON.valueToTree(new KeyChange(foundation.connections(), foundation.keys(), settings.home(),
                        Clock.systemUTC()).run(passphrase));
            } catch (KeyTrouble e) {
                throw new CannotRun(String.valueOf(e.getMessage()), e);
            }
        }
    }

    private static String left(int keys) {
        return keys == 0 ? "" : "; " + counted(keys, " key") + " to be replaced by a destruction that is not through";
    }

    private static String counted(int number, String what) {
        return number + what + (number == 1 ? "" : "s");
    }
}

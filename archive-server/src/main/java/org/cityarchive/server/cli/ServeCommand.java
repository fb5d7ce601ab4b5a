package org.cityarchive.server.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;

import org.cityarchive.server.wiring.ArchiveServer;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.Setting;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code archive serve}: runs the archive until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false, description = "Run the archive (the default job).", footer = {
        "",
        "Examples:", "  archive serve --sample", "  archive serve --home /srv/archive --port 8081"})
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--sample", description = "load the example city into an empty home")
    private boolean sample;

    @Option(names = "--port", paramLabel = "N", description = "where pages and API are served (default: 8080)")
    private @Nullable String port;

    @Option(names = "--home", paramLabel = "DIR", description = "where everything is kept (default: data)")
    private @Nullable String home;

    @Override
    public Integer call() {
        var options = new EnumMap<Setting, String>(Setting.class);
        if (port != null) {
            options.put(Setting.PORT, port);
        }
        if (home != null) {
            options.put(Setting.HOME, home);
        }
        var settings = ArchiveSettings.read(options, environment());
        var server = ArchiveServer.start(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "archive-stop"));
        var out = spec.commandLine().getOut();
        (sample ? server.welcomeToSample() : server.welcome()).forEach(out::println);
        return ArchiveCommand.DONE;
    }

    private Map<String, String> environment() {
        return ((ArchiveCommand) spec.root().userObject()).environment();
    }
}

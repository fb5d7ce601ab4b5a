package org.cityarchive.server.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.server.wiring.CannotRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root of all commands. Exit codes: 0 done, 1 found something wrong, 2 usage, 3 could not run. */
@Command(name = "archive", mixinStandardHelpOptions = true, version = "City Archive 1.0", sortOptions = false, description = {
        "City Archive keeps a city's social media as public record.", ""}, footer = {"",
                "Exit codes: 0 done, 1 found something wrong, 2 usage, 3 could not run (server, home, file, port).",
                "ARCHIVE_URL and ARCHIVE_TOKEN name the server and the token; on the server's own machine its home is enough.",
                "",
                "Examples:", "  archive serve --sample", "  archive import observed posts.ndjson.gz --add-accounts",
                "  archive search '\"snow plow\" -tow is:edited' --count"}, subcommands = {ServeCommand.class,
                        RehearseCommand.class, SearchCommand.class,
                        ImportCommand.class, ExportCommand.class,
                        RecordCommand.class, RebuildCommand.class, AuditCommand.class, TokenCommand.class, VerifyCommand.class,
                        DispositionsCommand.class, CertificateCommand.class, HomesCommand.class, TransferCommand.class,
                        BackupCommand.class, RestoreCommand.class, KeysCommand.class,
                        CommandLine.HelpCommand.class})
public final class ArchiveCommand implements Runnable {
    static final int DONE = 0;
    static final int WRONG = 1;
    static final int USAGE = 2;
    static final int COULD_NOT_RUN = 3;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    ArchiveCommand(Map<String, String> environment) {
        this.environment = environment;
        this.spec = CommandSpec.create();
    }

    /** Runs one command line; the answer is the exit code. */
    public static int run(String[] args, Map<String, String> environment) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(args, environment, out, err);
    }

    static int run(String[] args, Map<String, String> environment, PrintWriter given, PrintWriter err) {
        var out = new PrintWriter(new TerminalOut(given), true);
        var line = new CommandLine(new ArchiveCommand(environment)).setOut(out).setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110);
        line.registerConverter(UUID.class, ArchiveCommand::id);
        IParameterExceptionHandler usage = (e, _) -> usage(e, err);
        line.setParameterExceptionHandler(usage);
        line.setExecutionExceptionHandler((e, _, _) -> failed(e, err));
        var asked = args.length == 0 ? new String[]{"serve"} : args; // serving is the default job
        int exit = line.execute(asked);
        out.flush();
        err.flush();
        return exit;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("\"" + text + "\" is no id such as 0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11");
        }
    }

    private static int usage(ParameterException e, PrintWriter err) {
        err.println(TerminalText.shown(e.getMessage() == null ? "The command cannot be read." : e.getMessage()));
        err.println("See: archive " + path(e.getCommandLine()) + "--help");
        return USAGE;
    }

    private static String path(CommandLine line) {
        return line.getParent() == null ? "" : path(line.getParent()) + line.getCommandName() + " ";
    }

    private static int failed(Exception e, PrintWriter err) {
        return switch (e) {
            case CannotRun cannot -> {
                err.println(TerminalText.shown(String.valueOf(cannot.getMessage())));
                yield COULD_NOT_RUN;
            }
            case ApiProblem problem -> {
                err.println(TerminalText.shown(problem.sentence()));
                yield problem.exitCode();
            }
            default -> {
                err.println("Something here is broken, and it is ours. Nothing was changed.");
                e.printStackTrace(err);
                yield COULD_NOT_RUN;
            }
        };
    }

    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}

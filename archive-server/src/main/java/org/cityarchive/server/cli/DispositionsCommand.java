package org.cityarchive.server.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code archive disposition}: the lists of records that are to end, and the steps of one: proposed, approved, carried out. */
@Command(name = "disposition", mixinStandardHelpOptions = true, sortOptions = false, description = "List what is to be destroyed, or take a step: propose, approve, execute.", footer = {
        "", "Each step is the law's to refuse: then it prints why, by which rule and which hold, and exits 1.",
        "The clerk proposes and carries out, another person approves: ARCHIVE_TOKEN names a token of theirs.", "", "Examples:",
        "  archive disposition", "  archive disposition propose RECORD RECORD --reason 'Yearly run'",
        "  archive disposition approve 2026-03 --records 2 --order 'Resolution 2026-31'",
        "  archive disposition execute 2026-03"}, subcommands = {DispositionsCommand.Propose.class,
                DispositionsCommand.Approve.class, DispositionsCommand.Execute.class})
final class DispositionsCommand implements Callable<Integer> {
    private static final String LISTS = "/api/v1/dispositions";
    private static final int LOOKED_AT_FIRST = 202;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        return Named.printed(server, LISTS, DispositionsCommand::line);
    }

    private static String line(JsonNode one) {
        var counts = one.path("records");
        return TerminalText.line(String.format(Locale.ROOT, "%-8s %-10s %,8d listed  %,8d excepted  %,8d destroyed  %s",
                one.path("number").asString(), one.path("stage").asString(), counts.path("listed").asLong(),
                counts.path("excepted").asLong(), counts.path("destroyed").asLong(), one.path("id").asString()));
    }

    /** Takes a step; what the law says no to is printed as it says it. */
    private static int taken(ServerOptions server, Function<ApiClient, JsonNode> step) {
        try (var client = server.client()) {
            var one = step.apply(client);
            server.out().println(server.json() ? one.toString() : line(one));
            return ArchiveCommand.DONE;
        } catch (ApiProblem no) {
            if (server.json()) {
                server.out().println(no.body());
            } else {
                server.err().println(TerminalText.shown(no.sentence()));
                server.err().println(TerminalText.line(no.body().path("type").asString("")));
            }
            return no.exitCode();
        }
    }

    private static Map<String, Object> said(@Nullable Object... namesAndValues) {
        var said = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var value = namesAndValues[i + 1];
            if (value != null) {
                said.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return said;
    }

    /** {@code archive disposition propose}: puts records on a new list and hands it to the second person. */
    @Command(name = "propose", mixinStandardHelpOptions = true, sortOptions = false, description = "Propose that records end; each must be due today.")
    static final class Propose implements Callable<Integer> {
        @Mixin
        private ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "RECORD", arity = "1..*", description = "ids of the records")
        private List<UUID> records = List.of();

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "why; it is sealed, and stands on the certificate")
        private String reason = "";

        @Option(names = "--appraisal", paramLabel = "TEXT", description = "what a person found, where a series of theirs asks for it")
        private @Nullable String appraisal;

        @Override
        public Integer call() {
            return taken(server, client -> client
                    .post(LISTS, said("records", records, "reason", reason, "appraisal", appraisal)).body());
        }
    }

    /** {@code archive disposition approve}: the second person's word. */
    @Command(name = "approve", mixinStandardHelpOptions = true, sortOptions = false, description = "Approve a list, as the second person.")
    static final class Approve implements Callable<Integer> {
        @Mixin
        private ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "LIST", description = "number of the batch, such as 2026-03, or its id")
        private String list = "";

        @Option(names = "--records", required = true, paramLabel = "N", description = "how many records the list holds")
        private long records;

        @Option(names = "--order", required = true, paramLabel = "TEXT", description = "reference of the council's order")
        private String order = "";

        @Option(names = "--order-on", paramLabel = "DAY", description = "its day")
        private @Nullable String orderOn;

        @Option(names = "--subcommittee", paramLabel = "TEXT", description = "reference of the subcommittee's approval, where one is needed")
        private @Nullable String subcommittee;

        @Option(names = "--from", paramLabel = "DAY", description = "first day on which it may be carried out (default: today)")
        private @Nullable String from;

        @Override
        public Integer call() {
            var said = said("records", records, "councilOrder", order, "councilOrderOn", orderOn, "subcommittee", subcommittee,
                    "executeFrom", from);
            return taken(server, client -> approved(client,
                    LISTS + "/" + Named.batch(client, list).path("id").asString() + "/approvals", said));
        }

        /** A long list is looked at first: it is asked again until that is through. */
        private JsonNode approved(ApiClient client, String path, Map<String, Object> said) {
            var bar = new StepBar(server);
            var answer = client.post(path, said);
            if (answer.status() == LOOKED_AT_FIRST) {
                server.err().println("Each record of the list is opened and judged before it is approved; this waits for it.");
            }
            while (answer.status() == LOOKED_AT_FIRST) {
                bar.at("records looked at", answer.body().path("looked").asLong(), answer.body().path("total").asLong());
                LockSupport.parkNanos(AGAIN.toNanos());
                answer = client.post(path, said);
            }
            bar.wipe();
            return answer.body();
        }
    }

    /** {@code archive disposition execute}: begins to carry an approved list out. */
    @Command(name = "execute", mixinStandardHelpOptions = true, sortOptions = false, description = "Carry an approved list out; it goes on in the server.")
    static final class Execute implements Callable<Integer> {
        @Mixin
        private ServerOptions server = new ServerOptions();

        @Parameters(paramLabel = "LIST", description = "number of the batch, such as 2026-03, or its id")
        private String list = "";

        @Override
        public Integer call() {
            return taken(server, client -> client
                    .post(LISTS + "/" + Named.batch(client, list).path("id").asString() + "/execution", Map.of()).body());
        }
    }
}

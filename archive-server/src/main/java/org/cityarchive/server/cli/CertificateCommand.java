package org.cityarchive.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code archive certificate}: the certificates of destruction, and one of them with its proof or on paper. */
@Command(name = "certificate", mixinStandardHelpOptions = true, sortOptions = false, description = "List certificates of destruction, or take one.", footer = {
        "", "Without NAME it lists all of them. With --json and a NAME it prints the bytes that were issued.", "",
        "Examples:",
        "  archive certificate",
        "  archive certificate 2026-03-C2 --proof certificate.zip",
        "  archive verify certificate.zip --vkey KEYS"})
final class CertificateCommand implements Callable<Integer> {
    private static final String LIST = "/api/v1/dispositions/certificates";

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "such as 2026-03-C2; a batch, such as 2026-03, for its last")
    private @Nullable String name;

    @Option(names = "--proof", paramLabel = "FILE", description = "write it with its proof to a new file, for archive verify")
    private @Nullable Path proof;

    @Option(names = "--pdf", paramLabel = "FILE", description = "write it as it prints to a new file")
    private @Nullable Path pdf;

    @Option(names = "--part", paramLabel = "N", description = "with --pdf: of a list of more than 2,000 records, which of its papers (default: 1)")
    private int part = 1;

    @Override
    public Integer call() {
        try (var client = server.client()) {
            if (name == null) {
                list(client);
                return ArchiveCommand.DONE;
            }
            var one = found(client, name);
            if (proof != null) {
                Taking.take(client, one.path("proof").asString(), proof);
                server.out().println("The certificate and its proof are in " + proof + ". Check it: archive verify " + proof
                        + " --vkey KEYS");
            }
            if (pdf != null) {
                Taking.take(client, one.path("pdf").asString() + "&part=" + part, pdf);
                server.out().println("The certificate is in " + pdf + ".");
            }
            if (proof == null && pdf == null) {
                server.out().println(server.json() ? client.get(one.path("file").asString(), List.of()) : line(one));
            }
            return ArchiveCommand.DONE;
        }
    }

    private void list(ApiClient client) {
        if (server.json()) {
            server.out().println(client.get(LIST, List.of(new ApiClient.Parameter("limit", "1000"))));
            return;
        }
        var all = Named.all(client, LIST);
        if (all.isEmpty()) {
            server.out().println("No list was carried out yet; the first certificate follows it.");
        }
        all.forEach(one -> server.out().println(line(one)));
    }

    private static JsonNode found(ApiClient client, String called) {
        return Named.all(client, LIST).stream()
                .filter(one -> Named.is(one, "certificate", called) || Named.is(one, "batch", called)
                        || Named.is(one, "disposition", called))
                .findFirst().orElseThrow(() -> new CannotRun("There is no certificate " + called
                        + ". Without a name, archive certificate lists them."));
    }

    private static String line(JsonNode one) {
        return TerminalText.line(String.format(Locale.ROOT, "%-12s %-10s %,6d %s  %s  sha256 %s",
                one.path("certificate").asString(), one.path("state").asString(), one.path("records").asLong(),
                one.path("records").asLong() == 1 ? "record " : "records", one.path("issuedAt").asString(),
                one.path("sha256").asString()));
    }
}

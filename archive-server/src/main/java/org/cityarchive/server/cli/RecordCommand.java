package org.cityarchive.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code archive record}: prints one record. */
@Command(name = "record", mixinStandardHelpOptions = true, sortOptions = false, description = "Print one record.", footer = {"",
        "Examples:",
        "  archive record 0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11",
        "  archive record 0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11 --versions --json"})
final class RecordCommand implements Callable<Integer> {
    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "the record's id")
    private @Nullable UUID id;

    @Option(names = "--versions", description = "print every wording instead of the last")
    private boolean versions;

    @Option(names = "--wording", paramLabel = "N", description = "the wording that --proof proves; the last when left out")
    private @Nullable Integer version;

    @Option(names = "--proof", paramLabel = "FILE", description = "write the proof of a wording to a new file, for archive verify")
    private @Nullable Path proof;

    @Override
    public Integer call() {
        try (var client = server.client()) {
            if (proof != null) {
                writeProof(client, proof);
                return ArchiveCommand.DONE;
            }
            var answer = client.get("/api/v1/records/" + id + (versions ? "/versions" : ""), List.of());
            if (server.json()) {
                server.out().println(answer);
            } else if (versions) {
                answer.path("items").forEach(version -> server.out().println(RecordText.version(version)));
            } else {
                server.out().println(RecordText.paragraph(answer));
            }
            return ArchiveCommand.DONE;
        }
    }

    private void writeProof(ApiClient client, Path file) {
        Taking.take(client, "/api/v1/records/" + id + "/proof?format=zip" + (version == null ? "" : "&version=" + version), file);
        server.out().println("The proof is in " + file + ". Check it: archive verify " + file + " --vkey KEYS");
    }
}

package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.server.search.ExportsUnderTest;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records taken out from a shell: into one folder, nothing else touched, each file checked. */
class ExportCommandTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @TempDir
    private Path folder = Path.of("");

    private static Typed run(String... line) {
        return Typed.at(Map.of("ARCHIVE_HOME", ARCHIVE.home().toString()), line);
    }

    private static String[] export(String query, Path to, String... more) {
        return Stream.concat(Stream.of("export", "--query", query, "--to", to.toString()), Arrays.stream(more))
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"is:deleted", "\"snow plow\" -tow", "zzzznothing"})
    void theFilesHoldAsManyRecordsAsTheCountSays(String query) throws IOException {
        var to = folder.resolve("out");
        var ended = run(export(query, to));
        assertThat(ended.code()).as(ended.err()).isZero();
        int count = Integer.parseInt(run("search", "--count", query).out().strip());
        assertThat(ended.out()).contains(": " + count + (count == 1 ? " record," : " records,"));
        assertThat(ExportsUnderTest.table(Files.readString(to.resolve("records.csv")))).hasSize(count + 1);
        try (var files = Files.list(to)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("manifest.json", "records.csv",
                    "records.json", "records.html");
        }
    }

    @Test
    void nothingThatIsThereIsOverwritten() throws IOException {
        Files.writeString(folder.resolve("records.csv"), "mine");
        var ended = run(export("plow", folder, "--format", "csv"));
        assertThat(ended.code()).isEqualTo(ArchiveCommand.COULD_NOT_RUN);
        assertThat(ended.err()).contains("is there already");
        assertThat(Files.readString(folder.resolve("records.csv"))).isEqualTo("mine");
        assertThat(folder.resolve("manifest.json")).doesNotExist();
    }

    @Test
    void whatCannotBeReadIsUsage() {
        assertThat(run("export", "--query", "plow").code()).isEqualTo(ArchiveCommand.USAGE);
        assertThat(run(export("\"open", folder)).code()).isEqualTo(ArchiveCommand.USAGE);
        assertThat(run(export("plow", folder, "--format", "pdf")).code()).isEqualTo(ArchiveCommand.USAGE);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/tmp/evil", "a/records.csv", "evil.sh"})
    void aPackageWritesNoFileOutsideItsFolderNorAnyOtherName(String name) throws IOException {
        var packed = zip("manifest.json", "{\"files\":[]}", name, "evil");
        var to = Files.createDirectory(folder.resolve("to"));
        assertThatThrownBy(() -> new Unpacking(packed, to).unpack()).isInstanceOf(IOException.class);
        assertThat(to).isEmptyDirectory();
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void aFileThatIsNotWhatTheManifestSaysIsNamed() throws IOException {
        var packed = zip("manifest.json", "{\"files\":[{\"name\":\"records.csv\",\"sha256\":\"00\"}]}", "records.csv", "a");
        assertThat(new Unpacking(packed, Files.createDirectory(folder.resolve("to"))).unpack()).containsExactly("records.csv");
        var unnamed = zip("manifest.json", "{\"files\":[]}", "records.json", "[]");
        assertThat(new Unpacking(unnamed, Files.createDirectory(folder.resolve("too"))).unpack()).containsExactly("records.json");
    }

    private Path zip(String... namesAndTexts) throws IOException {
        var packed = Files.createTempFile(folder, "p", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return packed;
    }
}

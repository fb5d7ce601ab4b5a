package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What was stored once is read for ever. One golden file a fact and revision, {@code facts/<feature>/<Fact>-<revision>.json}; new ones are
 * written by {@code -Dfacts.write=true}, old ones never change.
 */
class FactContractTest {
    private static final Path GOLDEN = Path.of("src/test/resources/facts");
    private static final List<Class<? extends Fact>> SEALED = sealedInterfaces();
    private static final FactCodec CODEC = new FactCodec(SEALED);

    private static List<Class<? extends Fact>> sealedInterfaces() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.cityarchive.core").stream()
                .filter(c -> c.isInterface() && c.getRawInterfaces().stream().anyMatch(i -> i.isEquivalentTo(Fact.class)))
                .<Class<? extends Fact>>map(FactContractTest::reflected).toList();
    }

    private static Class<? extends Fact> reflected(JavaClass c) {
        return c.reflect().asSubclass(Fact.class);
    }

    static Stream<Class<? extends Fact>> facts() {
        return SEALED.stream().flatMap(sealed -> FactCodec.leaves(sealed).stream());
    }

    private static Path golden(Class<? extends Fact> type) {
        String name = CODEC.name(type);
        int dot = name.indexOf('.');
        return GOLDEN.resolve(name.substring(0, dot)).resolve(name.substring(dot + 1) + "-" + CODEC.revision(type) + ".json");
    }

    @ParameterizedTest
    @MethodSource("facts")
    void aFactIsSpelledAsItsGoldenFileSays(Class<? extends Fact> type) throws IOException {
        Path golden = golden(type);
        if (Boolean.getBoolean("facts.write") && !Files.exists(golden)) {
            Files.createDirectories(golden.getParent());
            Files.write(golden, CODEC.write(Examples.of(type, true)));
        }
        assertThat(golden).as("run once with -Dfacts.write=true and check the file in").exists();
        byte[] stored = Files.readAllBytes(golden);
        Fact read = CODEC.read(CODEC.name(type), CODEC.revision(type), stored);
        assertThat(read).isInstanceOf(type);
        assertThat(new String(CODEC.write(read), StandardCharsets.UTF_8)).isEqualTo(new String(stored, StandardCharsets.UTF_8));
        assertThat(CODEC.tags(read)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("facts")
    void whatMayLackLacksWithoutTrace(Class<? extends Fact> type) {
        Fact sparse = Examples.of(type, false);
        byte[] stored = CODEC.write(sparse);
        assertThat(new String(stored, StandardCharsets.UTF_8)).doesNotContain("null");
        assertThat(CODEC.read(CODEC.name(type), CODEC.revision(type), stored)).isEqualTo(sparse);
    }

    @ParameterizedTest
    @MethodSource("facts")
    void anUnknownMemberIsRefusedExceptInAnOlderRevision(Class<? extends Fact> type) {
        var members = new TreeMap<String, Object>(CanonicalJson.parseObject(CODEC.write(Examples.of(type, true))));
        members.put("unheardOf", "x");
        byte[] stored = CanonicalJson.write(members);
        String name = CODEC.name(type);
        int revision = Integer.parseInt(CODEC.revision(type));
        assertThatThrownBy(() -> CODEC.read(name, Integer.toString(revision), stored))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("unheardOf");
        assertThat(CODEC.read(name, Integer.toString(revision - 1), stored)).isInstanceOf(type);
        assertThatThrownBy(() -> CODEC.read(name, Integer.toString(revision + 1), stored)).hasMessageContaining("newer");
    }

    /** Also those of revisions and facts that the program no longer writes. */
    @Test
    void everyGoldenFileIsStillRead() throws IOException {
        try (var files = Files.walk(GOLDEN)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
                String name = file.getFileName().toString();
                int dash = name.lastIndexOf('-');
                String feature = file.getName(file.getNameCount() - 2).toString();
                assertThat(CODEC.read(feature + "." + name.substring(0, dash), name.substring(dash + 1, name.length() - 5),
                        Files.readAllBytes(file))).as(name).isNotNull();
            }
        }
    }

    @Test
    void metadataHasItsFixedKeysOnly() {
        var by = new Attribution("import:observed", "adapter", "job", null, "America/Denver");
        assertThat(FactCodec.members(by)).containsOnlyKeys("actor", "role", "correlation", "zone");
        assertThat(FactCodec.attribution(FactCodec.members(by))).isEqualTo(by);
        var more = new TreeMap<>(FactCodec.members(by));
        more.put("traceId", "1");
        assertThatThrownBy(() -> FactCodec.attribution(more)).isInstanceOf(IllegalArgumentException.class);
    }
}

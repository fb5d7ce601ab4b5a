package org.cityarchive.core.law;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import org.cityarchive.core.retention.Obstacle;

/** The sections of {@code deploy/refusals.md}: each is written from the code, and is compared with it. */
public final class RefusalTable {
    private static final Path TABLE = Path.of("../deploy/refusals.md");
    private static final int SHORTEST = 40;
    private static final int LONGEST = 400;

    private RefusalTable() {}

    /** A no, by an example. */
    public record Row(String feature, String name, String sentence, Citation citation) {
        static Row of(Object no) {
            var feature = no.getClass().getPackageName().replaceFirst(".*[.]", "");
            return switch (no) {
                case Refusal refusal -> new Row(feature, refusal.name(), refusal.sentence(), refusal.citation());
                case Obstacle obstacle -> new Row(feature, obstacle.name(), obstacle.sentence(), obstacle.citation());
                default -> throw new IllegalArgumentException(no.toString());
            };
        }

        private String line() {
            return Stream.of(feature, "`" + name + "`", sentence, citation.rule(), citation.source())
                    .map(cell -> cell.replace("|", "\\|")).reduce("|", (line, cell) -> line + " " + cell + " |");
        }
    }

    /** All noes of a kind under a package, by feature and name. */
    public static List<Row> rows(String root, Class<?> kind) {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(location -> speaksOf(location, kind)).importPackages(root).stream()
                .filter(type -> type.isAssignableTo(kind) && type.isRecord()).map(JavaClass::reflect)
                .map(type -> Row.of(Examples.of(type, true))).sorted(Comparator.comparing(Row::feature).thenComparing(Row::name))
                .toList();
    }

    /** Whether a class names a kind of no, as each no must: the others are not read, which takes most of the time. */
    private static boolean speaksOf(Location location, Class<?> kind) {
        try (var bytes = location.asURI().toURL().openStream()) {
            return new String(bytes.readAllBytes(), ISO_8859_1).contains(kind.getSimpleName());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each says what was not done and cites its rule. */
    public static void saySomething(List<Row> rows) {
        for (var row : rows) {
            assertThat(row.name()).matches("[a-z]+(-[a-z0-9]+)*");
            assertThat(row.sentence()).as(row.name()).endsWith(".").hasSizeBetween(SHORTEST, LONGEST);
            assertThat(row.citation().rule()).as(row.name()).isNotBlank();
            assertThat(row.citation().source()).as(row.name()).endsWith(".");
        }
        assertThat(rows).extracting(Row::name).doesNotHaveDuplicates();
    }

    /** The section under a heading is that of the code; with {@code -Drefusals.write=true} it is written anew. */
    public static void holds(String heading, String words, List<Row> rows) throws IOException {
        var lines = new ArrayList<>(List.of("| feature | name | what it says | rule | source |", "|---|---|---|---|---|"));
        rows.forEach(row -> lines.add(row.line()));
        var section = "## " + heading + "\n\n" + (words.isEmpty() ? "" : words + "\n\n") + String.join("\n", lines) + "\n";
        var table = Files.readString(TABLE);
        var there = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "\n.*?(?=^\n## |\\z)").matcher(table);
        var now = there.find() ? there.replaceFirst(Matcher.quoteReplacement(section)) : table + "\n" + section;
        if (Boolean.getBoolean("refusals.write")) {
            Files.writeString(TABLE, now);
        }
        assertThat(TABLE).as("run once with -Drefusals.write=true and read what changed").hasContent(now);
    }
}

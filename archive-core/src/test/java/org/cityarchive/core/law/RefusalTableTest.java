package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.cityarchive.core.retention.Obstacle;
import org.junit.jupiter.api.Test;

/**
 * Every no of the law stands in one table with the rule that says it, {@code deploy/refusals.md}: the table is written from the code by
 * {@code -Drefusals.write=true}, and a no that is not in it, or says something else there, breaks the build.
 */
class RefusalTableTest {
    private static final Path TABLE = Path.of("../deploy/refusals.md");
    private static final String HEAD = """
            # What the archive refuses, and by which rule

            Written from the code by a test, which fails when the two differ (`mvn -pl archive-core test -Dtest=RefusalTableTest
            -Drefusals.write=true`). Ids, roles and days are examples. The name is the last part of the problem type in the API.

            """;

    private record Row(String feature, String name, String sentence, Citation citation) {
        static Row of(Object no) {
            var feature = no.getClass().getPackageName().replaceFirst(".*[.]", "");
            return switch (no) {
                case Refusal refusal -> new Row(feature, refusal.name(), refusal.sentence(), refusal.citation());
                case Obstacle obstacle -> new Row(feature, obstacle.name(), obstacle.sentence(), obstacle.citation());
                default -> throw new IllegalArgumentException(no.toString());
            };
        }

        String line() {
            return Stream.of(feature, "`" + name + "`", sentence, citation.rule(), citation.source())
                    .map(cell -> cell.replace("|", "\\|")).reduce("|", (line, cell) -> line + " " + cell + " |");
        }
    }

    @Test
    void everyRefusalSaysWhatWasNotDoneAndCitesItsRule() throws IOException {
        var refusals = rows(Refusal.class);
        var obstacles = rows(Obstacle.class);
        for (var row : refusals) {
            assertThat(row.name()).matches("[a-z]+(-[a-z0-9]+)*");
            assertThat(row.sentence()).as(row.name()).endsWith(".").hasSizeBetween(40, 400);
            assertThat(row.citation().rule()).as(row.name()).isNotBlank();
            assertThat(row.citation().source()).as(row.name()).endsWith(".");
        }
        assertThat(refusals).extracting(Row::name).doesNotHaveDuplicates();
        assertThat(obstacles).extracting(Row::name).doesNotHaveDuplicates();
        var table = HEAD + "## Refused\n\n" + table(refusals)
                + "\n## Why a record is not destroyed\n\nEach reason is shown, not the first only; after \"Kept: \".\n\n"
                + table(obstacles);
        if (Boolean.getBoolean("refusals.write")) {
            Files.writeString(TABLE, table);
        }
        assertThat(TABLE).as("run once with -Drefusals.write=true and read what changed").hasContent(table);
    }

    private static String table(List<Row> rows) {
        var lines = new ArrayList<>(List.of("| feature | name | what it says | rule | source |", "|---|---|---|---|---|"));
        rows.forEach(row -> lines.add(row.line()));
        return String.join("\n", lines) + "\n";
    }

    private static List<Row> rows(Class<?> kind) {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.cityarchive.core")
                .stream().filter(type -> type.isAssignableTo(kind) && type.isRecord())
                .map(JavaClass::reflect).map(type -> Row.of(Examples.of(type, true)))
                .sorted(Comparator.comparing(Row::feature).thenComparing(Row::name)).toList();
    }
}

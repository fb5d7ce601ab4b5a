package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.cityarchive.core.retention.RetentionPeriod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schedule as a table: whole or not at all, and each wrong line by its number and reason. */
class SeriesCsvTest {
    private static final String HEAD = "code,title,schedule,schedule_version,period,trigger,action,confirmed,source_note\n";
    private static final String GOOD = "S1-ROUTINE,\"Routine, \"\"of the day\"\"\",Schedule 1,2017-08,P3Y,CREATION,DESTROY,false,as read\n";

    @Test
    void aGoodTableIsReadWithItsWordsAsTheyStand() {
        var read = SeriesCsv.read("\ufeff" + HEAD.replace("\n", "\r\n") + GOOD.replace("\n", "\r\n"));
        assertThat(read.wrong()).isEmpty();
        assertThat(read.lines()).singleElement().satisfies(line -> {
            assertThat(line.title()).isEqualTo("Routine, \"of the day\"");
            assertThat(line.keeps()).isEqualTo("3 years from creation or last edit");
            assertThat(line.series().subcommittee().name()).as("not said counts as required").isEqualTo("UNKNOWN");
        });
    }

    @Test
    void whatIsWrittenIsReadAgainAsTheSame() {
        var lines = SeriesCsv.read(HEAD + GOOD + "S1-EVER,For ever,Schedule 1,2017,PERMANENT,PERMANENT,RETAIN,FALSE,\n").lines();
        assertThat(lines).hasSize(2);
        assertThat(SeriesCsv.read(SeriesCsv.write(lines)).lines()).isEqualTo(lines);
    }

    @Test
    void theStatesTableAsItWasCollectedGoesIn() throws IOException {
        var seed = seed();
        assumeThat(seed).as("shared data \"retention-series.csv\" is not here; set ARCHIVE_SHARED_DATA to its folder")
                .isPresent();
        var read = SeriesCsv.read(Files.readString(seed.orElseThrow()));
        assertThat(read.wrong()).isEmpty();
        assertThat(read.lines()).hasSize(38);
    }

    private static Optional<Path> seed() {
        var named = System.getProperty("ARCHIVE_SHARED_DATA", System.getenv("ARCHIVE_SHARED_DATA"));
        var folders = named != null
                ? Stream.of(Path.of(named))
                : Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                        .map(folder -> folder.resolve("shared/data"));
        return folders.map(folder -> folder.resolve("retention-series.csv")).filter(Files::exists).findFirst();
    }

    @ParameterizedTest
    @CsvSource({"3 years,P3Y", "1 year,P1Y", " 18 Months ,P18M", "30 days,P30D", "for ever,PERMANENT", "1000 years,P1000Y"})
    void aPeriodIsReadAsPagesSayIt(String said, String period) {
        assertThat(InWords.period(said)).contains(RetentionPeriod.parse(period));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            s1,Title,S,V,P3Y,CREATION,DESTROY,false,                      | The code “s1” is none
            S1-X,,S,V,P3Y,CREATION,DESTROY,false,                         | The title is missing
            S1-X,Title,,V,P3Y,CREATION,DESTROY,false,                     | The schedule is missing
            S1-X,Title,S,,P3Y,CREATION,DESTROY,false,                     | The schedule version is missing
            S1-X,Title,S,V,3 weeks,CREATION,DESTROY,false,                | The period “3 weeks” cannot be read
            S1-X,Title,S,V,0 years,CREATION,DESTROY,false,                | The period “0 years” cannot be read
            S1-X,Title,S,V,1001 days,CREATION,DESTROY,false,              | The period “1001 days” cannot be read
            S1-X,Title,S,V,P0Y,CREATION,DESTROY,false,                    | The period “P0Y” cannot be read
            S1-X,Title,S,V,P9999Y,CREATION,DESTROY,false,                 | The period “P9999Y” cannot be read
            S1-X,Title,S,V,P3Y,BIRTH,DESTROY,false,                       | The trigger “BIRTH” is not known
            S1-X,Title,S,V,P3Y,CREATION,BURN,false,                       | The action “BURN” is not known
            S1-X,Title,S,V,PERMANENT,CREATION,RETAIN,false,               | go together
            S1-X,Title,S,V,P3Y,CREATION,RETAIN,false,                     | What is kept for ever is retained
            S1-X,Title,S,V,P3Y,CREATION,DESTROY,true,                     | a file confirms nothing
            S1-X,Title,S,V,P3Y,CREATION,DESTROY,,                         | a file confirms nothing
            S1-X,Title,S,V,P3Y,CREATION,DESTROY                           | The line has 7 columns
            S1-X,Title, with comma,S,V,P3Y,CREATION,DESTROY,false,        | The line has 10 columns
            S1-ROUTINE,Title,S,V,P3Y,CREATION,DESTROY,false,              | stands on an earlier line as well
            S1-X,A "mark" inside,S,V,P3Y,CREATION,DESTROY,false,          | A quotation mark stands inside a text
            S1-X,"Title" and more,S,V,P3Y,CREATION,DESTROY,false,         | After a closing quotation mark
            S1-X,"Title,S,V,P3Y,CREATION,DESTROY,false,                   | never closed
            """)
    void eachKindOfRubbishIsNamedAndNothingHalfGoesIn(String line, String reason) {
        var read = SeriesCsv.read(HEAD + GOOD + line + "\n");
        assertThat(read.lines()).isEmpty();
        assertThat(read.wrong()).singleElement().satisfies(wrong -> {
            assertThat(wrong.number()).isEqualTo(3);
            assertThat(wrong.sentence()).contains(reason);
        });
    }

    @Test
    void everyWrongLineIsNamedAlsoAfterATextOfSeveralLines() {
        var read = SeriesCsv
                .read(HEAD + "S1-A,\"two\nlines\",S,V,P3Y,CREATION,DESTROY,false,\nx,T,S,V,P3Y,CREATION,DESTROY,false,\n");
        assertThat(read.wrong()).extracting(SeriesCsv.Wrong::number).containsExactly(2, 4);
        assertThat(read.wrong().getFirst().sentence()).contains("one line of at most");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            ``                     | The file is empty
            `code,title\n`         | The first line must name the columns
            `PK\u0003\u0004`       | The first line must name the columns
            """)
    void whatIsNoTableAtAllIsRefused(String text, String reason) {
        assertThat(SeriesCsv.read(text).wrong()).extracting(SeriesCsv.Wrong::sentence).singleElement().asString()
                .contains(reason);
    }

    @Test
    void aHeadAloneIsNoSchedule() {
        assertThat(SeriesCsv.read(HEAD).wrong()).extracting(SeriesCsv.Wrong::sentence)
                .isEqualTo(List.of("No series follows the first line."));
    }
}

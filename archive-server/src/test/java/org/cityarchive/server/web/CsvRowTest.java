package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {
    @Test
    void aSignThatActsIsSpelledAndLinesStay() {
        assertThat(CsvRow
                .of(List.of("a\u0000b\u001B[2J\u0007", "c\u0085\u009Bd", "e\u202Ef\u2066g\u200F", "two\r\nlines\tand a tab")))
                .isEqualTo("a⟪U+0000⟫b⟪U+001B⟫[2J⟪U+0007⟫,c⟪U+0085⟫⟪U+009B⟫d,e⟪U+202E⟫f⟪U+2066⟫g⟪U+200F⟫,"
                        + "\"two\r\nlines\tand a tab\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1", "\ufeff=1",
            "\uff1d1", "\uff0b1",
            "\uff0d1", "\uff20a", "=cmd|' /C calc'!A0", "\u0000=1"})
    void aCellThatASpreadsheetWouldRunIsText(String cell) {
        assertThat(CsvRow.of(List.of(cell))).startsWith("\"'").endsWith("\"").doesNotContain("\u0000");
    }

    @Test
    void whatSeparatesCellsIsQuoted() {
        assertThat(CsvRow.of(List.of("a,b", "c;d", "say \"hi\"", "two\nlines", "plain")))
                .isEqualTo("\"a,b\",\"c;d\",\"say \"\"hi\"\"\",\"two\nlines\",plain");
    }

    @Test
    void nothingIsAnEmptyCell() {
        assertThat(CsvRow.of(Arrays.asList("a", null, ""))).isEqualTo("a,,");
    }

    @Test
    void anOrdinaryTextStaysAsItIs() {
        assertThat(CsvRow.of(List.of("Snow plow at 6-7 = early", "José ❄"))).isEqualTo("Snow plow at 6-7 = early,José ❄");
    }
}

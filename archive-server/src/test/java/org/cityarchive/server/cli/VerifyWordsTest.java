package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.server.evidence.PackageCheck.Checked;
import org.junit.jupiter.api.Test;

/** The last words of a check say no more than was checked. */
class VerifyWordsTest {
    private static Checked checked(Code... found) {
        return new Checked(List.of(found).stream().map(code -> new Finding(code, "index.html", "x")).toList(), 3, 0, 1, null,
                null,
                List.of(), null);
    }

    @Test
    void onlyWithKeysFromElsewhereAndNothingUnsignedDoesNothingDiffer() {
        assertThat(VerifyWords.of(checked(), false)).isEqualTo("OK. 3 proven, 1 parts withheld. Nothing differs.");
        assertThat(VerifyWords.of(checked(Code.B10, Code.B10), false)).contains("2 files were only listed", "nobody signed")
                .doesNotContain("Nothing differs");
        assertThat(VerifyWords.of(checked(Code.N05), true)).startsWith("CONSISTENT WITH ITSELF. 3 agree")
                .contains("compare each fingerprint", "--vkey").doesNotContain("OK", "proven");
        assertThat(VerifyWords.of(checked(Code.R02), true)).startsWith("NOT PROVEN. 3 proven, 0 not");
    }
}

package org.cityarchive.server.disposition;

import org.cityarchive.server.audit.AskedAudit;
import org.cityarchive.server.audit.Comparison;
import org.cityarchive.server.audit.Difference.Code;
import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;

import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.wiring.RunningArchive;

/** What is shown of destroyed records: their stubs and the certificate, and not a word of theirs. */
final class Stubs {
    private Stubs() {}

    /** Of a destroyed record its stub is shown, to people on every tab and to programs. */
    static void stones(RunningArchive archive, List<RecordId> gone) {
        var token = archive.token(Role.CLERK);
        var record = "/api/v1/records/" + gone.getFirst();
        assertThat(archive.send("GET", record, token).body()).contains("\"state\":\"destroyed\"", "\"kind\":\"post\"")
                .doesNotContain(MarkersTest.WORD).doesNotContain(MarkersTest.NATIVE);
        assertThat(archive.send("GET", record + "/versions", token).statusCode()).isEqualTo(410);
        for (var tab : List.of("", "/versions", "/thread", "/history", "/source", "/proof")) {
            var page = archive.send("GET", "/record/" + gone.getFirst() + tab, token);
            assertThat(page.statusCode()).as(tab).isEqualTo(200);
            assertThat(page.body()).contains("lawfully destroyed").doesNotContain(MarkersTest.WORD)
                    .doesNotContain(MarkersTest.NATIVE);
        }
    }

    static void certified(RunningArchive archive, DispositionId disposition) {
        var answer = archive.send("GET", "/api/v1/dispositions/" + disposition + "/certificate", archive.token(Role.CLERK));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).as("a copy of the keys of before lies beside an older backup")
                .contains("\"state\":\"interim\"", "the copy of the keys that backup", "\"count\":500", "\"survivors\":500",
                        "overwritten, unlinked", "\"codes\":[\"" + ROUTINE + "\"],\"count\":500")
                .doesNotContain(MarkersTest.WORD).doesNotContain(MarkersTest.NATIVE);
        var page = archive.send("GET", "/disposition/" + disposition + "/certificate", archive.token(Role.CLERK));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Certificate of destruction", "<strong>500 records</strong>", "Interim.");
    }

    /** What an audit names of the vault and the index. */
    static List<Code> audited(RunningArchive archive) {
        return AskedAudit.named(archive).stream().map(named -> named.difference().code())
                .filter(code -> code.comparison() != Comparison.BESIDE && code.comparison() != Comparison.LISTS).toList();
    }
}

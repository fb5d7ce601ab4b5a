package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.cityarchive.server.cli.Typed;
import org.cityarchive.server.wiring.ArchiveOverHttp;

/** One held record that is to be destroyed: at the page, by a program and at a shell the law's no is the same, and names the hold. */
final class HeldInThreeWays {
    private HeldInThreeWays() {}

    static void refused(DueCity city, String record, String hold) {
        var answer = city.archive.postJson("/api/v1/dispositions", city.clerk,
                "{\"records\":" + DueCity.ids(List.of(record)) + ",\"reason\":\"Yearly run\"}");
        var problem = ArchiveOverHttp.json(answer);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(problem.path("type").asString()).isEqualTo("urn:city-archive:problem:not-eligible-held");
        assertThat(problem.path("holdName").asString()).matches("H-\\d+ “" + hold + "”");
        var name = problem.path("holdName").asString();

        var page = city.archive.post("/disposition/batches", "application/x-www-form-urlencoded",
                "records=" + record + "&because=Yearly+run", "Authorization", "Bearer " + city.clerk);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(409);
        assertThat(page.body()).contains("data-problem=\"not-eligible-held\"", name, "LAW C.7");

        var shell = Map.of("ARCHIVE_URL", city.archive.server().address().toString(), "ARCHIVE_TOKEN", city.clerk);
        var said = Typed.at(shell, "disposition", "propose", record, "--reason", "Yearly run");
        assertThat(said.code()).as(said.err()).isOne();
        assertThat(said.err()).contains(problem.path("type").asString(), name, "LAW C.7");
        var json = Typed.at(shell, "disposition", "propose", record, "--reason", "Yearly run", "--json");
        assertThat(json.code()).isOne();
        assertThat(json.out()).contains("\"type\":\"" + problem.path("type").asString() + "\"", "\"holdName\":");
        assertThat(Typed.at(shell, "disposition").out()).containsPattern("(?m)^\\d{4}-\\d\\d +(review|approval|withdrawn)");
    }
}

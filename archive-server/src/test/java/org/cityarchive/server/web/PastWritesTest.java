package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.security.Visitor;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While a past day is shown nothing is written, on whichever page. */
class PastWritesTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Pattern WRITING = Pattern.compile("<form[^>]* method=\"post\"[^>]*>(<fieldset disabled=\"disabled\")?");
    private static final String DAY = "asOf=2026-01-20";

    private static Visitor director = new Visitor(ARCHIVE);

    @BeforeAll
    static void signIn() {
        director = new Visitor(ARCHIVE);
        var person = ARCHIVE.server().part(PeopleInRoles.class).all().stream().filter(one -> one.role() == Role.IT_DIRECTOR)
                .findFirst().orElseThrow().person();
        var code = ARCHIVE.server().part(SignInCodes.class).make(new SignInCodes.PersonsSession(person, Role.IT_DIRECTOR));
        assertThat(director.send("/sign-in?code=" + code, "/sign-in", "code", code).statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/search?q=plow&", "/search/saved?", "/capture/imports?", "/account?", "/people?", "/people/me?",
            "/people/tokens?", "/people/add?", "/people/city?"})
    void everyFormThatWritesIsDisabledAndCarriesTheDay(String page) {
        assertThat(forms(page)).as("now").allMatch(form -> form.group(1) == null);
        var past = forms(page + DAY + "&knownAt=12");
        assertThat(past).hasSameSizeAs(forms(page)).allMatch(form -> form.group().contains("action=\"/sign-out\"")
                || (form.group(1) != null && form.group().contains("asOf=2026-01-20") && form.group().contains("knownAt=12")));
    }

    private static List<MatchResult> forms(String page) {
        var answer = director.get(page);
        assertThat(answer.statusCode()).as(page).isEqualTo(200);
        return WRITING.matcher(answer.body()).results().toList();
    }

    @Test
    void whatIsSentAllTheSameIsRefusedAndSaysWhy() {
        for (var past : List.of(DAY, "knownAt=12", DAY + "&knownAt=12")) {
            var answer = director.send("/search", "/search/saved?" + past, "q", "plow", "name", "Kept from the past");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("Not changed: you are looking at the archive as the ",
                    "Go back to now to change something",
                    "DESIGN.md §4");
        }
        assertThat(director.send("/search", "/search/saved", "q", "plow", "name", "Kept", "asOf", "2026-01-20").statusCode())
                .as("as a field").isEqualTo(409);
        assertThat(director.get("/search/saved").body()).doesNotContain("Kept");
        var program = ARCHIVE.send("POST", "/api/v1/rebuilds?" + DAY, ARCHIVE.token(Role.IT_DIRECTOR));
        assertThat(program.statusCode()).isEqualTo(409);
        assertThat(program.body()).contains("urn:city-archive:problem:past-is-shown");
    }

    @Test
    void anExportOfThatDayIsMade() {
        var page = "/search/exports/new?q=plow&" + DAY;
        assertThat(director.get(page).body()).doesNotContain("<fieldset disabled");
        assertThat(director.send(page, "/search/exports", "q", "plow", "asOf", "2026-01-20", "ticked", "true", "formats", "csv",
                "repeat", "a-key-of-this-test").statusCode()).isEqualTo(302);
    }
}

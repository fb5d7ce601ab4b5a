package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.people.Role.ADAPTER;
import static org.cityarchive.core.people.Role.CLERK;
import static org.cityarchive.core.people.Role.COMMUNICATIONS_MANAGER;
import static org.cityarchive.core.people.Role.IT_DIRECTOR;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is granted, written down a second time: whoever widens a grant that matters changes it here, too. */
class GrantsTest {
    /** Where nobody need be known: the door, what it is drawn with, health, and the public log. */
    private static final Pattern OPEN = Pattern
            .compile("/(sign-in|set-up|webjars|css|js|images|favicon\\.ico|actuator/health|log/checkpoint|log/tile)(/.*)?");

    @ParameterizedTest
    @CsvSource({"GET, /people/audit, auditor it-director attorney manager clerk",
            "GET, /api/v1/audit, auditor it-director attorney manager clerk", "GET, /log/tile/entries/000, auditor it-director",
            "POST, /api/v1/evidence/cosignatures, auditor it-director", "POST, /people, it-director",
            "POST, /people/x/remove, it-director", "POST, /people/tokens, it-director", "POST, /api/v1/people, it-director",
            "DELETE, /api/v1/people/x, it-director", "GET, /api/v1/tokens, it-director", "POST, /api/v1/tokens, it-director",
            "DELETE, /api/v1/tokens/x, it-director", "POST, /api/v1/rebuilds, it-director", "GET, /actuator/env, it-director",
            "POST, /account, clerk it-director", "POST, /api/v1/accounts, clerk it-director",
            "POST, /capture/imports, clerk it-director communications-manager adapter",
            "POST, /capture/imports/x/stop, clerk it-director communications-manager adapter",
            "POST, /api/v1/imports, clerk it-director communications-manager adapter",
            "POST, /api/v1/imports/x/stop, clerk it-director communications-manager adapter",
            "GET, /api/v1/imports/x/rejects/file, clerk it-director communications-manager auditor"})
    void whoMayIsThis(String method, String path, String roles) {
        assertThat(Grants.of(method, path).orElseThrow().roles()).as("%s %s", method, path)
                .isEqualTo(Arrays.stream(roles.split(" ", -1)).map(Roles::of).collect(Collectors.toSet()));
    }

    @Test
    void adaptersReadNoRecordAndNoPage() {
        for (var path : List.of("/", "/search", "/record/x", "/record/x/source", "/record/x/media/1/0", "/account", "/people",
                "/people/me", "/evidence", "/capture/imports", "/api/v1/records", "/api/v1/records/x/raw", "/api/v1/exports",
                "/api/v1/people")) {
            assertThat(Grants.of("GET", path).orElseThrow().roles()).as(path).isNotEmpty().doesNotContain(ADAPTER);
        }
        assertThat(Grants.IMPORTERS).isEqualTo(Set.of(CLERK, IT_DIRECTOR, COMMUNICATIONS_MANAGER, ADAPTER));
    }

    @Test
    void nobodyUnknownComesFurtherThanTheDoor() {
        assertThat(Grants.ALL.stream().filter(Grant::isOpen).map(Grant::pattern).filter(p -> !OPEN.matcher(p).matches()))
                .isEmpty();
    }
}

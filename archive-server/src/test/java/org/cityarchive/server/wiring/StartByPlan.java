package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.cityarchive.core.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aot.AotDetector;
import org.springframework.core.SpringProperties;

/** A start by the plan that the build drew, as {@code ./archive serve} makes it. Run by the build once the plan is there. */
class StartByPlan {
    @BeforeEach
    void byThePlan() {
        SpringProperties.setFlag(AotDetector.AOT_ENABLED);
    }

    @AfterEach
    void withoutIt() {
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
    }

    @Test
    void itsPagesAndItsApiAnswerAndItIsReady() {
        var home = RunningArchive.temporaryHome();
        try (var archive = RunningArchive.on(home)) {
            assertThat(home.resolve("logs")).as("how it logs is no part of the plan").isNotEmptyDirectory();
            assertThat(archive.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(archive.get("/css/archive.css").statusCode()).isEqualTo(200);
            assertThat(archive.get("/search").statusCode()).as("nobody is signed in").isEqualTo(302);
            var director = archive.as(archive.token(Role.IT_DIRECTOR));
            for (var page : new String[]{"/", "/search?q=snow", "/system", "/people", "/evidence", "/api/v1/accounts",
                    "/api/v1/records?q=snow&facets=1", "/api/openapi.json"}) {
                assertThat(director.get(page).statusCode()).as(page).isEqualTo(200);
            }
            var refused = director.post("/api/v1/accounts", "{\"platform\":\"nowhere\"}");
            assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
        }
    }
}

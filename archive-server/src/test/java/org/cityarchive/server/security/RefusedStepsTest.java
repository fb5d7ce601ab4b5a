package org.cityarchive.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.web.AccessProblems;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.access.AccessDeniedException;

/** Many may ask for a step, and are told by the law who takes it; the door names those as well, and not all who may ask. */
class RefusedStepsTest {
    private static final String AN_ID = "0d9f2f6e-2f0f-4b1e-9a53-0c3c8c5e1c11";
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void aRefusalOfAStepNamesWhoTakesIt() {
        var auditor = ARCHIVE.token(Role.AUDITOR);
        whoMay(auditor, "/api/v1/dispositions/" + AN_ID + "/approvals", "City Manager");
        whoMay(auditor, "/api/v1/dispositions/" + AN_ID + "/withdrawal", "City Clerk, City Manager");
        whoMay(auditor, "/api/v1/dispositions", "City Clerk");
        whoMay(auditor, "/api/v1/dispositions/homes/" + AN_ID + "/strike", "City Manager, IT Director");
        whoMay(auditor, "/api/v1/holds", "City Attorney");
        whoMay(auditor, "/api/v1/holds/" + AN_ID + "/release", "City Manager");
        whoMay(ARCHIVE.token(Role.ATTORNEY), "/api/v1/rules", "City Clerk");
        whoMay(auditor, "/api/v1/schedules", "City Clerk, City Manager");
        whoMay(auditor, "/api/v1/requests", "City Clerk, City Attorney");
    }

    @Test
    void aRefusalStandsWhereWhoTakesTheStepCannotBeRead() throws Exception {
        var steps = new StaticListableBeanFactory();
        steps.addBean("steps", (StepTakers) (_, _) -> {
            throw new DataAccessResourceFailureException("the database is away");
        });
        var request = new MockHttpServletRequest("POST", "/api/v1/holds");
        var answered = new AtomicBoolean();
        new NotedRefusals((_, _, _) -> answered.set(true), ARCHIVE.server().part(AccessLog.class),
                steps.getBeanProvider(StepTakers.class))
                .handle(request, new MockHttpServletResponse(), new AccessDeniedException("no"));
        assertThat(answered).isTrue();
        assertThat(String.valueOf(request.getAttribute(AccessProblems.WHO_MAY))).as("who may ask").contains("City Attorney");
    }

    private static void whoMay(String token, String path, String roles) {
        var refused = ARCHIVE.postJson(path, token, "{}");
        assertThat(refused.statusCode()).as(path).isEqualTo(403);
        assertThat(refused.body()).as(path).contains("Who may: " + roles + ". ");
    }
}

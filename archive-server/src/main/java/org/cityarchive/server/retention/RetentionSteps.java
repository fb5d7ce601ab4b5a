package org.cityarchive.server.retention;

import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.StepTakers;

/** Who takes each step of retention: schedules are settled by two people, the rest is the clerk's (LAW.md C.1). */
final class RetentionSteps implements StepTakers {
    @Override
    public Optional<Set<Role>> of(String method, String path) {
        if (!"POST".equals(method)) {
            return Optional.empty();
        } else if (path.startsWith("/retention/schedules") || path.startsWith("/retention/series")
                || path.startsWith("/api/v1/schedules")) {
            return Optional.of(Settlers.SCHEDULES);
        }
        boolean ours = path.startsWith("/retention/") || path.startsWith("/api/v1/rules")
                || path.startsWith("/api/v1/audit-reports") || path.startsWith("/api/v1/records/");
        return ours ? Optional.of(Settlers.RULES) : Optional.empty();
    }
}

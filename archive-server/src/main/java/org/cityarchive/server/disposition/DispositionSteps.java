package org.cityarchive.server.disposition;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.StepTakers;

/** Who takes each step of a disposition: the clerk, and what is the second person's (LAW.md C.8). */
final class DispositionSteps implements StepTakers {
    private final Supplier<Role> approver;

    /** @param approver the second person's role, as the profile has it now */
    DispositionSteps(Supplier<Role> approver) {
        this.approver = approver;
    }

    @Override
    public Optional<Set<Role>> of(String method, String path) {
        if (!"POST".equals(method)
                || !(path.startsWith("/disposition/") || path.startsWith(DispositionController.PATH))) {
            return Optional.empty();
        }
        return Optional.of(switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "approval", "approvals" -> Set.of(approver.get());
            case "exceptions", "withdrawal" -> EnumSet.of(Role.CLERK, approver.get());
            case "strike" -> EnumSet.of(Role.IT_DIRECTOR, approver.get());
            default -> Set.of(Role.CLERK);
        });
    }
}

package org.cityarchive.server.hold;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.StepTakers;

/** Who takes each step of a hold: the attorney, and the second role that confirms a release (LAW.md C.7). */
final class HoldSteps implements StepTakers {
    private final Supplier<Role> second;

    /** @param second the role that confirms a release, as the profile has it now */
    HoldSteps(Supplier<Role> second) {
        this.second = second;
    }

    @Override
    public Optional<Set<Role>> of(String method, String path) {
        if (!"POST".equals(method) || !(path.startsWith("/hold/") || path.startsWith("/api/v1/holds"))) {
            return Optional.empty();
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "acknowledge", "acknowledgements" -> Optional.empty(); // whoever it names
            case "release" -> Optional.of(Set.of(second.get()));
            case "withdrawal" -> Optional.of(EnumSet.of(Role.ATTORNEY, second.get()));
            default -> Optional.of(Set.of(Role.ATTORNEY));
        };
    }
}

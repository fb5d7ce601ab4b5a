package org.cityarchive.core.disposition;

import java.util.List;

import org.cityarchive.core.law.Boundary;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Law;
import org.cityarchive.core.law.Recorded;

/** What the platforms show, as facts: it comes in whatever else happens, and asks for nothing. */
public record Tell(List<Fact> facts) implements Command {

    /** Takes everything. */
    public static final class TellLaw implements Law<Tell, Boolean> {
        @Override
        public Boundary boundary(Tell command) {
            return new Boundary(0, List.of());
        }

        @Override
        public Boolean initially(Tell command) {
            return true;
        }

        @Override
        public Boolean evolve(Boolean state, Recorded<?> fact) {
            return state;
        }

        @Override
        public Decision decide(Tell command, Boolean state) {
            return new Decision.Accepted(command.facts(), List.of());
        }
    }
}

package org.cityarchive.core.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Facts, a command, and what the law makes of them; without store or clock. */
public final class Given<C extends Command, S> {
    private static final Attribution BY = new Attribution("test", "clerk", "test", null, "America/Denver");

    private final Law<C, S> law;
    private final List<Recorded<?>> facts = new ArrayList<>();

    private Given(Law<C, S> law, Fact... facts) {
        this.law = law;
        for (var fact : facts) {
            this.facts.add(new Recorded<>(this.facts.size() + 1L, fact, Instant.EPOCH, BY));
        }
    }

    public static <C extends Command, S> Given<C, S> given(Law<C, S> law, Fact... facts) {
        return new Given<>(law, facts);
    }

    public Then when(C command) {
        return new Then(law.decide(command, law.evolve(law.initially(command), facts)));
    }

    /** The decision, to be compared. */
    public record Then(Decision decision) {
        public void then(Fact... facts) {
            assertThat(decision).isEqualTo(Decision.Accepted.of(facts));
        }

        public void thenRefused(Refusal refusal) {
            assertThat(decision).isEqualTo(new Decision.Refused(refusal));
        }
    }
}

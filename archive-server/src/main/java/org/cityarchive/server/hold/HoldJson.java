package org.cityarchive.server.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A hold as the API gives it.
 *
 * @param matter left out for whoever may not read it; so are reference, reason and queries
 * @param state in-force, proposed (in force, with a release proposed) or released
 * @param records held today; after the release, that its scopes would hold
 * @param recordsSince how many of them came into the archive after it was placed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldJson(UUID id, String number, @Nullable String matter, @Nullable String reference, @Nullable String reason,
        String state,
        Person placedBy, Instant placedAt, long records, long recordsSince, List<Scope> scopes, List<Custodian> custodians,
        List<Proposal> proposals) {

    /** Which holds are asked for. */
    enum State {
        IN_FORCE, PROPOSED, RELEASED;

        boolean holds(HoldJson hold) {
            return switch (this) {
                case IN_FORCE -> !hold.state.equals("released");
                case PROPOSED -> hold.state.equals("proposed");
                case RELEASED -> hold.state.equals("released");
            };
        }
    }

    record Person(String id, String name) {}

    /**
     * @param records how many are named one by one
     * @param threads how many threads are named and held whole
     * @param wholeThreads whether the thread of whatever matches, now or later, is held whole
     * @param coolsOffThrough last day on which a released scope still stands in the way of a destruction
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scope(int number, @Nullable String query, int records, int threads, boolean wholeThreads, Person setBy, Instant setAt,
            @Nullable String reason,
            boolean binds, @Nullable LocalDate releasedOn, @Nullable Person releasedBy, @Nullable LocalDate coolsOffThrough) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Custodian(String id, String name, @Nullable Instant acknowledgedAt) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Proposal(UUID id, List<Integer> scopes, @Nullable String reason, Person by, Instant at, String state,
            @Nullable Person endedBy, @Nullable Instant endedAt) {}

    static HoldJson of(HoldView hold) {
        var matter = hold.matter();
        var standing = hold.standing();
        return new HoldJson(hold.id(), standing.name(), matter == null ? null : matter.name(),
                matter == null || matter.reference().isEmpty() ? null : matter.reference(),
                matter == null ? null : matter.reason(),
                !hold.inForce() ? "released" : hold.open() == null ? "in-force" : "proposed",
                new Person(standing.placedBy().toString(), hold.placedBy()), standing.placedAt(), hold.total(), hold.since(),
                hold.scopes().stream().map(HoldJson::scope).toList(),
                hold.custodians().stream()
                        .map(one -> new Custodian(one.person().toString(), one.name(), one.acknowledgedAt())).toList(),
                hold.proposals().stream().map(HoldJson::proposal).toList());
    }

    private static Scope scope(HoldView.ScopeView one) {
        var scope = one.scope();
        var releasedBy = scope.releasedBy();
        return new Scope(scope.number(), one.query(), one.records(), one.threads(), one.wholeThreads(),
                new Person(scope.setBy().toString(), one.byWhom()), scope.setAt(), one.why(), scope.isBinding(),
                scope.releasedOn(),
                releasedBy == null ? null : new Person(releasedBy.toString(), String.valueOf(one.releasedBy())),
                scope.coolsOffThrough());
    }

    private static Proposal proposal(HoldView.ProposalView one) {
        var proposal = one.proposal();
        var endedBy = proposal.endedBy();
        return new Proposal(proposal.id(), proposal.scopes(), one.why().isEmpty() ? null : one.why(),
                new Person(proposal.by().toString(), one.by()), proposal.at(), proposal.state().name().toLowerCase(Locale.ROOT),
                endedBy == null ? null : new Person(endedBy.toString(), String.valueOf(one.endedBy())), proposal.endedAt());
    }
}

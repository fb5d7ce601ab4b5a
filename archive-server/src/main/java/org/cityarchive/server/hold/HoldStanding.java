package org.cityarchive.server.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * How a hold stands.
 *
 * @param number as people call it: H-1, H-2, in the order of placing
 * @param words id of the sealed matter, reason and custodians
 * @param scopes all that ever were, by number
 * @param proposals of releases, the oldest first
 * @param acknowledged by whom and when, the first first
 */
public record HoldStanding(HoldId id, long number, UUID words, PersonId placedBy, Instant placedAt, List<Scope> scopes,
        List<Proposal> proposals, Map<PersonId, Instant> acknowledged) {

    /** What came of a proposal. */
    public enum Proposed {
        OPEN, WITHDRAWN, RELEASED
    }

    /**
     * One scope of a hold.
     *
     * @param words id of the sealed reason; null: the scope with which it was placed
     * @param releasedOn city day; null: it binds
     * @param coolsOffThrough last day on which it still stands in the way of a destruction
     */
    public record Scope(int number, UUID scope, @Nullable UUID words, PersonId setBy, Instant setAt,
            @Nullable LocalDate releasedOn, @Nullable LocalDate coolsOffThrough, @Nullable PersonId releasedBy) {
        /** Whether it binds without end. */
        public boolean isBinding() {
            return releasedOn == null;
        }
    }

    /** A release that was proposed, of these scopes. */
    public record Proposal(UUID id, List<Integer> scopes, UUID words, PersonId by, Instant at, Proposed state,
            @Nullable PersonId endedBy, @Nullable Instant endedAt) {
        public Proposal {
            scopes = List.copyOf(scopes);
        }
    }

    /** Whether anything of it binds. */
    public boolean isInForce() {
        return scopes.stream().anyMatch(Scope::isBinding);
    }

    /** Such as "H-3": says which hold it is to those who may not read the matter. */
    public String name() {
        return "H-" + number;
    }

    /** Scopes that bind. */
    public List<Scope> binding() {
        return scopes.stream().filter(Scope::isBinding).toList();
    }

    /** These scopes, by their numbers. */
    public List<Scope> scopes(Collection<Integer> numbers) {
        return scopes.stream().filter(scope -> numbers.contains(scope.number())).toList();
    }

    /** The proposals on which nobody decided yet. */
    public List<Proposal> open() {
        return proposals.stream().filter(proposal -> proposal.state() == Proposed.OPEN).toList();
    }

    /** A proposal of it. */
    public Optional<Proposal> proposal(UUID proposal) {
        return proposals.stream().filter(one -> one.id().equals(proposal)).findFirst();
    }

    /** The last day on which a released scope still stands in the way of a destruction; empty: none was released. */
    public Optional<LocalDate> coolsOffThrough() {
        return scopes.stream().flatMap(scope -> Optional.ofNullable(scope.coolsOffThrough()).stream()).max(LocalDate::compareTo);
    }
}

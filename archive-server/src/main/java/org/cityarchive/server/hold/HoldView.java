package org.cityarchive.server.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A hold as one person sees it.
 *
 * @param matter null: this person may not read it
 * @param total records that it holds now; after its release, that its scopes would hold
 * @param since how many of them came into the archive after it was placed
 * @param mine whether this person is one of its custodians and has not acknowledged it
 */
record HoldView(HoldStanding standing, @Nullable Matter matter, String placedBy, List<ScopeView> scopes,
        List<CustodianView> custodians, List<ProposalView> proposals, long total, long since, boolean mine) {

    /**
     * A scope.
     *
     * @param query as it would be typed, accounts by their names; null: none, or this person may not read it
     * @param reading the same in plain words
     * @param threads how many threads it names, which are held whole
     * @param wholeThreads whether the thread of whatever matches is held whole
     * @param asks whether it has a query, may this person read it or not
     * @param why the reason of the change; null: the first scope
     * @param byWhom who set it
     */
    record ScopeView(HoldStanding.Scope scope, @Nullable String query, @Nullable String reading, int records, int threads,
            boolean wholeThreads, boolean asks, @Nullable String why, String byWhom, @Nullable String releasedBy,
            boolean coolsOff) {}

    /**
     * A custodian.
     *
     * @param acknowledgedAt null: not yet
     * @param told the last letter; null: none was written yet
     * @param hasMail whether an address is known
     */
    record CustodianView(PersonId person, String name, String role, @Nullable Instant acknowledgedAt,
            HoldMails.@Nullable Told told, boolean hasMail) {}

    /** @param own whether this person proposed it */
    record ProposalView(HoldStanding.Proposal proposal, String by, String why, @Nullable String endedBy, boolean own,
            boolean whole) {}

    public UUID id() {
        return standing.id().value();
    }

    public String href() {
        return "/hold/" + id();
    }

    public String number() {
        return standing.name();
    }

    /** What it is called: its matter, else its number. */
    public String title() {
        return matter == null || matter.name().isBlank() ? "Legal hold " + standing.name() : matter.name();
    }

    public boolean inForce() {
        return standing.isInForce();
    }

    public Instant placedAt() {
        return standing.placedAt();
    }

    /** The proposal that waits for a decision; null: none does. */
    public @Nullable ProposalView open() {
        return proposals.stream().filter(one -> one.proposal().state() == HoldStanding.Proposed.OPEN).findFirst().orElse(null);
    }

    public long acknowledged() {
        return custodians.stream().filter(one -> one.acknowledgedAt() != null).count();
    }

    /** Custodians of whom nothing was heard. */
    public List<CustodianView> missing() {
        return custodians.stream().filter(one -> one.acknowledgedAt() == null).toList();
    }

    /** Scopes that bind. */
    public List<ScopeView> binding() {
        return scopes.stream().filter(one -> one.scope().isBinding()).toList();
    }

    /** Scopes that bind, or, of a released hold, all. */
    public List<ScopeView> shown() {
        return inForce() ? binding() : scopes;
    }

    /** Whether something that is captured later comes under it. */
    public boolean reachesLater() {
        return binding().stream().anyMatch(one -> one.asks() || one.threads() > 0);
    }

    /** What of that which is captured later comes under it. */
    public String later() {
        return binding().stream().anyMatch(ScopeView::asks)
                ? "and everything captured later that matches"
                : reachesLater() ? "and what is captured later in its threads" : "and nothing that is captured later";
    }

    /** How much it holds, in a sentence. */
    public String said() {
        var records = "%,d %s".formatted(total, total == 1 ? "record" : "records");
        return inForce()
                ? records + " today, " + later()
                        + (reachesLater() ? "; %,d of them came since it was placed.".formatted(since) : ".")
                : "Released. Its scopes would hold " + records + " today.";
    }

    /** The last day on which what was released still stands in the way of a destruction; null: nothing was released. */
    public @Nullable LocalDate coolsOffThrough() {
        return standing.coolsOffThrough().orElse(null);
    }

    /** Its records in the search page. */
    public String records() {
        return "/search?q=hold:" + number();
    }
}

package org.cityarchive.core.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.hold.HoldCommand.AcknowledgeHold;
import org.cityarchive.core.hold.HoldCommand.ChangeScope;
import org.cityarchive.core.hold.HoldCommand.ConfirmRelease;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldCommand.ProposeRelease;
import org.cityarchive.core.hold.HoldCommand.WithdrawRelease;
import org.cityarchive.core.hold.HoldEvent.HoldAcknowledged;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.HoldEvent.ReleaseProposed;
import org.cityarchive.core.hold.HoldEvent.ReleaseWithdrawn;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.junit.jupiter.api.Test;

class HoldLawTest {
    private static final HoldLaw LAW = new HoldLaw();
    private static final LocalDate TODAY = LocalDate.parse("2026-09-15");
    private static final Acting ANA = new Acting(new PersonId(new UUID(1, 3)), Role.ATTORNEY, TODAY);
    private static final Acting MAX = new Acting(new PersonId(new UUID(1, 2)), Role.MANAGER, TODAY);
    private static final Acting RUTH = new Acting(new PersonId(new UUID(1, 1)), Role.CLERK, TODAY);
    private static final HoldId HOLD = new HoldId(new UUID(4, 4));
    private static final UUID MATTER = new UUID(5, 1);
    private static final UUID SCOPE = new UUID(5, 2);
    private static final UUID NARROWER = new UUID(5, 3);
    private static final UUID WHY = new UUID(5, 4);
    private static final UUID PROPOSAL = new UUID(5, 5);
    private static final HoldPlaced PLACED = new HoldPlaced(HOLD, MATTER, SCOPE, ANA.person());
    private static final ReleaseProposed PROPOSED = new ReleaseProposed(HOLD, PROPOSAL, List.of(1), WHY, ANA.person());
    private static final HoldReleased RELEASED = new HoldReleased(HOLD, PROPOSAL, List.of(1), TODAY, 30, MAX.person());
    private static final HoldScopeChanged CHANGED = new HoldScopeChanged(HOLD, 2, NARROWER, WHY, ANA.person());

    private static HoldsNow holds(Fact... facts) {
        var now = HoldsNow.NONE;
        for (var fact : facts) {
            now = now.with(fact);
        }
        return now;
    }

    @Test
    void theAttorneyAlonePlacesAHold() {
        given(LAW).when(new PlaceHold(HOLD, MATTER, SCOPE, ANA)).then(PLACED);
        given(LAW).when(new PlaceHold(HOLD, MATTER, SCOPE, RUTH))
                .thenRefused(new HoldRefusal.NotInThisRole(Role.CLERK, Role.ATTORNEY));
        given(LAW, PLACED).when(new PlaceHold(HOLD, MATTER, SCOPE, ANA)).then();
    }

    @Test
    void aReleaseTakesTwoPeopleInTheProfilesRoles() {
        given(LAW, PLACED).when(new ProposeRelease(HOLD, PROPOSAL, List.of(), WHY, ANA)).then(PROPOSED);
        given(LAW, PLACED).when(new ProposeRelease(HOLD, PROPOSAL, List.of(), WHY, MAX))
                .thenRefused(new HoldRefusal.NotInThisRole(Role.MANAGER, Role.ATTORNEY));
        given(LAW, PLACED, PROPOSED).when(new ConfirmRelease(HOLD, PROPOSAL, MAX)).then(RELEASED);
        given(LAW, PLACED, PROPOSED).when(new ConfirmRelease(HOLD, PROPOSAL, RUTH))
                .thenRefused(new HoldRefusal.NotInThisRole(Role.CLERK, Role.MANAGER));
        given(LAW, PLACED).when(new ConfirmRelease(HOLD, PROPOSAL, MAX)).thenRefused(new HoldRefusal.NoSuchProposal(HOLD));
    }

    @Test
    void whoProposedNeverConfirmsAlsoInAnotherRole() {
        given(LAW, PLACED, PROPOSED).when(new ConfirmRelease(HOLD, PROPOSAL, new Acting(ANA.person(), Role.MANAGER, TODAY)))
                .thenRefused(new HoldRefusal.OnePersonTwoSteps(HOLD, Role.MANAGER));
    }

    @Test
    void aWithdrawnProposalIsNotConfirmed() {
        var withdrawn = new ReleaseWithdrawn(HOLD, PROPOSAL, MAX.person());
        given(LAW, PLACED, PROPOSED).when(new WithdrawRelease(HOLD, PROPOSAL, MAX)).then(withdrawn);
        given(LAW, PLACED, PROPOSED, withdrawn).when(new ConfirmRelease(HOLD, PROPOSAL, MAX))
                .thenRefused(new HoldRefusal.NoSuchProposal(HOLD));
        given(LAW, PLACED, PROPOSED, withdrawn).when(new WithdrawRelease(HOLD, PROPOSAL, MAX)).then();
        given(LAW, PLACED, PROPOSED).when(new WithdrawRelease(HOLD, PROPOSAL, RUTH))
                .thenRefused(new HoldRefusal.NotInThisRole(Role.CLERK, Role.ATTORNEY));
    }

    @Test
    void narrowingAddsTheNarrowerScopeAndReleasesTheWider() { // LAW C.7: narrowing is a release of the difference
        given(LAW, PLACED).when(new ChangeScope(HOLD, NARROWER, WHY, ANA)).then(CHANGED);
        given(LAW, PLACED, CHANGED).when(new ProposeRelease(HOLD, PROPOSAL, List.of(1), WHY, ANA)).then(PROPOSED);
        assertThat(holds(PLACED, CHANGED).binding(TODAY).keySet()).containsExactly(new ScopeVersion(HOLD, 1),
                new ScopeVersion(HOLD, 2));
        var narrowed = holds(PLACED, CHANGED, PROPOSED, RELEASED);
        assertThat(narrowed.binding(TODAY)).containsEntry(new ScopeVersion(HOLD, 1), Optional.of(TODAY.plusDays(30)))
                .containsEntry(new ScopeVersion(HOLD, 2), Optional.empty());
        assertThat(narrowed.binding(TODAY.plusDays(31)).keySet()).containsExactly(new ScopeVersion(HOLD, 2));
        assertThat(narrowed.hold(HOLD).orElseThrow().isActive()).isTrue();
    }

    @Test
    void theNarrowerScopeAndTheReleaseOfTheWiderAreOneCommit() {
        var asked = new HoldCommand.Narrowing(PROPOSAL, List.of(1), WHY);
        given(LAW, PLACED).when(new ChangeScope(HOLD, NARROWER, WHY, asked, ANA)).then(CHANGED, PROPOSED);
        given(LAW, PLACED, PROPOSED, RELEASED, CHANGED).when(new ChangeScope(HOLD, NARROWER, WHY, asked, ANA))
                .thenRefused(new HoldRefusal.AlreadyReleased(HOLD));
    }

    @Test
    void aReleasedHoldTakesNoNewScope() {
        given(LAW, PLACED, PROPOSED, RELEASED).when(new ChangeScope(HOLD, NARROWER, WHY, ANA))
                .thenRefused(new HoldRefusal.AlreadyReleased(HOLD));
        given(LAW, PLACED, PROPOSED, RELEASED).when(new ProposeRelease(HOLD, new UUID(5, 6), List.of(), WHY, ANA))
                .thenRefused(new HoldRefusal.AlreadyReleased(HOLD));
    }

    @Test
    void aSecondReleaseShortensNoCoolingOff() {
        var again = new ReleaseProposed(HOLD, new UUID(5, 7), List.of(1), WHY, ANA.person());
        given(LAW, PLACED, PROPOSED, again, RELEASED).when(new ConfirmRelease(HOLD, again.proposal(), MAX))
                .thenRefused(new HoldRefusal.AlreadyReleased(HOLD));
    }

    @Test
    void aCustodianAcknowledgesOnce() {
        var acknowledged = new HoldAcknowledged(HOLD, RUTH.person());
        given(LAW, PLACED).when(new AcknowledgeHold(HOLD, RUTH)).then(acknowledged);
        given(LAW, PLACED, acknowledged).when(new AcknowledgeHold(HOLD, RUTH)).then();
        given(LAW).when(new AcknowledgeHold(HOLD, RUTH)).thenRefused(new HoldRefusal.UnknownHold(HOLD));
    }
}

package org.cityarchive.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.law.Given.given;

import java.util.UUID;

import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.CityProfile.Setting;
import org.cityarchive.core.policy.CityProfile.TwoFactor;
import org.cityarchive.core.policy.PolicyCommand.ChooseProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.junit.jupiter.api.Test;

class PolicyLawTest {
    private static final PolicyLaw LAW = new PolicyLaw();
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    @Test
    void aProfileIsChosenByAFact() {
        given(LAW).when(new ChooseProfile(FIRST, Profile.KALISPELL)).then(new ProfileChosen(FIRST, Profile.KALISPELL));
        given(LAW, new ProfileChosen(FIRST, Profile.KALISPELL)).when(new ChooseProfile(SECOND, Profile.RED_LODGE))
                .then(new ProfileChosen(SECOND, Profile.RED_LODGE));
    }

    @Test
    void chosenAgainNothingChanges() {
        given(LAW, new ProfileChosen(FIRST, Profile.PLAIN)).when(new ChooseProfile(SECOND, Profile.PLAIN)).then();
    }

    @Test
    void theProfilesSayWhatTheTableSays() { // LAW.md A.3
        var redLodge = CityProfile.of(Profile.RED_LODGE);
        var kalispell = CityProfile.of(Profile.KALISPELL);
        assertThat(redLodge.twoFactor()).isEqualTo(TwoFactor.RECOMMENDED);
        assertThat(kalispell.twoFactor()).isEqualTo(TwoFactor.REQUIRED_WHERE_OFFERED);
        assertThat(redLodge.requiredAdministrators()).containsExactly(Role.MANAGER);
        assertThat(kalispell.requiredAdministrators()).containsExactly(Role.IT_DIRECTOR);
        assertThat(CityProfile.ALL).hasSize(Profile.values().length).allSatisfy(profile -> {
            assertThat(profile.coolingOffDays()).isEqualTo(30);
            assertThat(profile.requestTarget()).isEmpty();
            assertThat(profile.dispositionApprovedBy()).isNotEqualTo(Role.CLERK);
        });
        assertThat(CityProfile.of(Profile.PLAIN).unconfirmed()).containsExactlyInAnyOrder(Setting.values());
    }
}

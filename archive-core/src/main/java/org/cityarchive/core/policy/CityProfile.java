package org.cityarchive.core.policy;

import static org.cityarchive.core.people.Role.COMMUNICATIONS_MANAGER;
import static org.cityarchive.core.people.Role.IT_DIRECTOR;
import static org.cityarchive.core.people.Role.MANAGER;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.cityarchive.core.people.Role;

/**
 * What a city has settled, as values that decisions read (LAW.md A.3). Which profile holds is a fact; what it says is this.
 *
 * @param standing how sure the policy behind it is, in words
 * @param accountOwner who owns an account
 * @param requiredAdministrators who must administer every site
 * @param twoFactor whether accounts need a second factor
 * @param holdReleaseConfirmedBy the second person of a hold's release
 * @param coolingOffDays days between the release of a hold and a destruction
 * @param dispositionApprovedBy the second person of a disposition
 * @param classification how the series of a record is confirmed
 * @param thread what a parent waits for
 * @param requestTarget working days for a records request that the city sets itself; empty: none, "in a timely manner"
 * @param unconfirmed settings whose source a lawyer has still to confirm
 */
public record CityProfile(Profile profile, String standing, Role accountOwner, Set<Role> requiredAdministrators,
        TwoFactor twoFactor,
        Role holdReleaseConfirmedBy, int coolingOffDays, Role dispositionApprovedBy, Classification classification,
        ThreadRule thread,
        Optional<Integer> requestTarget, Set<Setting> unconfirmed) {

    /** Whether the city's accounts need a second factor. */
    public enum TwoFactor {
        RECOMMENDED, REQUIRED_WHERE_OFFERED
    }

    /** How the series of a record is confirmed. */
    public enum Classification {
        BY_RULE_ADOPTION, BY_BATCH, ONE_BY_ONE
    }

    /** What a parent waits for. */
    public enum ThreadRule {
        PARENT_WAITS_FOR_REPLIES, EACH_BY_ITSELF
    }

    /** The settings, in the order in which they are shown. */
    public enum Setting {
        STANDING, ACCOUNT_OWNER, REQUIRED_ADMINISTRATORS, TWO_FACTOR, HOLD_RELEASE, COOLING_OFF, DISPOSITION, CLASSIFICATION, THREAD, REQUEST_TARGET
    }

    private static final int COOLING_OFF = 30;

    /** All there are to choose from. */
    public static final List<CityProfile> ALL = List.of(plain(), redLodge(), kalispell(), confirming());

    /** What a profile says. */
    public static CityProfile of(Profile profile) {
        return ALL.stream().filter(one -> one.profile() == profile).findFirst().orElseThrow();
    }

    /** The stricter side of every doubt, and nothing confirmed. */
    private static CityProfile plain() {
        return new CityProfile(Profile.PLAIN, "No city's policy: the careful side of every doubt", COMMUNICATIONS_MANAGER,
                Set.of(IT_DIRECTOR), TwoFactor.REQUIRED_WHERE_OFFERED, MANAGER, COOLING_OFF, MANAGER,
                Classification.BY_RULE_ADOPTION,
                ThreadRule.PARENT_WAITS_FOR_REPLIES, Optional.empty(), Set.of(Setting.values()));
    }

    /** The plain one, and a person confirms each batch of what the rules classify (LAW.md C.2). */
    private static CityProfile confirming() {
        var plain = plain();
        return new CityProfile(Profile.CONFIRMING, plain.standing(), plain.accountOwner(), plain.requiredAdministrators(),
                plain.twoFactor(), plain.holdReleaseConfirmedBy(), plain.coolingOffDays(), plain.dispositionApprovedBy(),
                Classification.BY_BATCH, plain.thread(), plain.requestTarget(), plain.unconfirmed());
    }

    private static CityProfile redLodge() {
        // the owner is a department's own social media administrator, who acts here as communications manager
        return new CityProfile(Profile.RED_LODGE, "Draft; its adopting act is not known", COMMUNICATIONS_MANAGER, Set.of(MANAGER),
                TwoFactor.RECOMMENDED, MANAGER, COOLING_OFF, MANAGER, Classification.BY_RULE_ADOPTION,
                ThreadRule.PARENT_WAITS_FOR_REPLIES, Optional.empty(),
                Set.of(Setting.STANDING, Setting.REQUIRED_ADMINISTRATORS, Setting.HOLD_RELEASE, Setting.COOLING_OFF));
    }

    private static CityProfile kalispell() {
        return new CityProfile(Profile.KALISPELL, "Adopted April 20, 2015, Resolution 5716; later amendments are not known",
                COMMUNICATIONS_MANAGER, Set.of(IT_DIRECTOR), TwoFactor.REQUIRED_WHERE_OFFERED, MANAGER, COOLING_OFF, MANAGER,
                Classification.BY_RULE_ADOPTION, ThreadRule.PARENT_WAITS_FOR_REPLIES, Optional.empty(),
                Set.of(Setting.STANDING, Setting.HOLD_RELEASE, Setting.COOLING_OFF));
    }
}

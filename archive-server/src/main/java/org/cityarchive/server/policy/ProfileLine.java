package org.cityarchive.server.policy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.CityProfile.Setting;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.security.Roles;

/**
 * One setting of a profile, in words.
 *
 * @param source where it stands
 * @param toConfirm a lawyer has still to confirm it
 */
public record ProfileLine(String setting, String says, String source, boolean toConfirm) {

    /** All of a profile. */
    static List<ProfileLine> of(CityProfile profile) {
        return Arrays.stream(Setting.values()).map(setting -> new ProfileLine(title(setting), says(setting, profile),
                source(setting, profile.profile()), profile.unconfirmed().contains(setting))).toList();
    }

    /** A profile's name. */
    static String title(Profile profile) {
        return switch (profile) {
            case PLAIN -> "State law only";
            case RED_LODGE -> "Red Lodge";
            case KALISPELL -> "Kalispell";
            case CONFIRMING -> "State law, each batch confirmed";
        };
    }

    private static String title(Setting setting) {
        return switch (setting) {
            case STANDING -> "The policy behind it";
            case ACCOUNT_OWNER -> "Who owns an account";
            case REQUIRED_ADMINISTRATORS -> "Who must administer every site";
            case TWO_FACTOR -> "Second factor of the city’s accounts";
            case HOLD_RELEASE -> "Second person of a hold’s release";
            case COOLING_OFF -> "After a hold’s release, wait";
            case DISPOSITION -> "Second person of a disposition";
            case CLASSIFICATION -> "The series of a record is confirmed";
            case THREAD -> "A post with replies";
            case REQUEST_TARGET -> "The city’s own target for a request";
        };
    }

    private static String says(Setting setting, CityProfile profile) {
        return switch (setting) {
            case STANDING -> profile.standing();
            case ACCOUNT_OWNER -> profile.profile() == Profile.RED_LODGE
                    ? "The department’s social media administrator (here: " + Roles.title(profile.accountOwner()) + ")"
                    : Roles.title(profile.accountOwner());
            case REQUIRED_ADMINISTRATORS ->
                profile.requiredAdministrators().stream().sorted().map(Roles::title).collect(Collectors.joining(", "));
            case TWO_FACTOR -> switch (profile.twoFactor()) {
                case RECOMMENDED -> "Recommended";
                case REQUIRED_WHERE_OFFERED -> "Required where the platform offers it";
            };
            case HOLD_RELEASE -> Roles.title(profile.holdReleaseConfirmedBy());
            case COOLING_OFF -> profile.coolingOffDays() + (profile.coolingOffDays() == 1 ? " day" : " days");
            case DISPOSITION -> Roles.title(profile.dispositionApprovedBy());
            case CLASSIFICATION -> switch (profile.classification()) {
                case BY_RULE_ADOPTION -> "By adopting the rule";
                case BY_BATCH -> "By adopting the rule, and batch by batch";
                case ONE_BY_ONE -> "One by one";
            };
            case THREAD -> switch (profile.thread()) {
                case PARENT_WAITS_FOR_REPLIES -> "Waits for its replies";
                case EACH_BY_ITSELF -> "Goes by itself";
            };
            case REQUEST_TARGET ->
                profile.requestTarget().map(days -> days + " working days").orElse("None; shown as “timely manner”");
        };
    }

    private static String source(Setting setting, Profile profile) {
        if (profile == Profile.PLAIN || profile == Profile.CONFIRMING) {
            return "No city’s act; the careful side";
        }
        return setting == Setting.REQUEST_TARGET ? "MCA 2-6-1006" : "Profile of " + title(profile);
    }
}

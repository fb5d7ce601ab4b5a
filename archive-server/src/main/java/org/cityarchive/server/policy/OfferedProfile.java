package org.cityarchive.server.policy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.security.Roles;

/**
 * A profile as a form offers it.
 *
 * @param word as the form sends it
 * @param follows what holds with it, in one sentence
 */
public record OfferedProfile(Profile profile, String word, String title, String follows) {
    /** All there are to choose from. */
    public static final List<OfferedProfile> ALL = CityProfile.ALL.stream().map(OfferedProfile::of).toList();

    /** The profile of a word; empty: no profile has it. */
    public static Optional<Profile> named(String word) {
        return ALL.stream().filter(one -> one.word().equals(word)).map(OfferedProfile::profile).findFirst();
    }

    private static OfferedProfile of(CityProfile profile) {
        return new OfferedProfile(profile.profile(), profile.profile().word(), ProfileLine.title(profile.profile()),
                follows(profile));
    }

    /** Told from the profile's values, so that it says what holds. */
    private static String follows(CityProfile profile) {
        var administrators = profile.requiredAdministrators().stream().sorted().map(Roles::title)
                .collect(Collectors.joining(" and the "));
        return "%s: the %s owns the accounts, the %s administers every one of them, and a second factor is %s.".formatted(
                switch (profile.profile()) {
                    case PLAIN -> "No policy of a city, and the careful side where the law leaves a choice";
                    case RED_LODGE -> "The city’s draft policy";
                    case KALISPELL -> "The policy adopted in 2015";
                    case CONFIRMING ->
                        "As with state law only, and a person confirms each batch of records that a rule classifies";
                }, Roles.title(profile.accountOwner()), administrators, switch (profile.twoFactor()) {
                    case RECOMMENDED -> "recommended";
                    case REQUIRED_WHERE_OFFERED -> "required wherever a platform offers it";
                });
    }
}

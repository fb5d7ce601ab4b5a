package org.cityarchive.server.policy;

import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.policy.CityProfile;
import org.cityarchive.core.policy.PolicyEvent.ProfileChosen;
import org.cityarchive.core.policy.Profile;
import org.cityarchive.server.store.SqlProjection;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which profile holds, and which held before? */
public final class ProfileInForce implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "policy_profile-1";
    private static final String PURPOSE = "policy.reason ";

    private final JdbcClient sql;
    private final SealedText sealed;

    public ProfileInForce(DataSource database, SealedText sealed) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
    }

    /**
     * A choice that was made.
     *
     * @param by the actor who made it
     * @param reason in the words of who made it; empty: none is kept
     */
    public record Choice(Profile profile, Instant at, String by, String reason) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(ProfileChosen.class);
    }

    @Override
    public List<String> tables() {
        return List.of("policy_profile");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) { // a city chooses a few times in its life
            if (entry.fact() instanceof ProfileChosen chosen) {
                rows.sql("insert into policy_profile (position, choice, profile, at, chosen_by) values (?, ?, ?, ?, ?)")
                        .params(entry.position(), chosen.choice(), chosen.profile().name(), entry.at().atOffset(ZoneOffset.UTC),
                                entry.by().actor())
                        .update();
            }
        }
    }

    /** The profile that holds; the plain one until the city has chosen. */
    public CityProfile now() {
        return chosen().map(CityProfile::of).orElseGet(() -> CityProfile.of(Profile.PLAIN));
    }

    /** What the city chose last. */
    public Optional<Profile> chosen() {
        return sql.sql("select profile from policy_profile order by position desc limit 1").query(String.class).optional()
                .map(Profile::valueOf);
    }

    /** All choices, newest first. */
    public List<Choice> choices() {
        return sql.sql("""
                select p.profile, p.at, p.chosen_by, p.choice, r.sealed from policy_profile p
                left join policy_reason r on r.choice = p.choice order by p.position desc""").query((row, _) -> {
            var words = row.getBytes("sealed");
            return new Choice(Profile.valueOf(row.getString("profile")), row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("chosen_by"),
                    words == null ? "" : sealed.open(PURPOSE + row.getObject("choice", UUID.class), words));
        }).list();
    }

    /** Keeps the reason of a choice that is about to be made. */
    void keepReason(UUID choice, String reason) {
        sql.sql("insert into policy_reason (choice, sealed) values (?, ?)").params(choice, sealed.seal(PURPOSE + choice, reason))
                .update();
    }
}

package org.cityarchive.server.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which programs may act, in which role, until when? */
public final class ApiTokens {
    private static final String TOKEN = "token:";
    private static final int LONGEST_NAME = 80;
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);
    /** A token from further ahead was made under a wrong clock, and would live too long. */
    private static final Duration CLOCK_BACK = Duration.ofDays(1);

    private final JdbcClient sql;
    private final Clock clock;

    public ApiTokens(DataSource database, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.clock = clock;
    }

    /** A token's row; its secret is kept nowhere. {@code madeBy} is an actor. */
    public record ApiToken(UUID id, String name, Role role, Scope scope, String madeBy, Instant madeAt, Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant usedAt) {
        /** Whether it opens anything still. */
        public boolean isGood(Instant now) {
            return revokedAt == null && expiresAt.isAfter(now);
        }

        /** What was made, for the access log. */
        public String madeInWords() {
            return "made: " + name + ", " + Roles.title(role) + ", scope " + scope.word() + ", until " + expiresAt;
        }
    }

    /** Who acts by a token, and how far it may go. */
    public record Acting(Actor actor, Scope scope) {}

    /** A fresh token. The secret is shown once. */
    public record Made(ApiToken token, String secret) {}

    /** A token that may do all that its role may. */
    public Made make(String name, Role role, Duration life, String madeBy) {
        return make(name, role, Scope.ADMINISTER, life, madeBy);
    }

    /**
     * Makes a token.
     *
     * @throws IllegalArgumentException the name is empty or too long, or it would live longer than a year
     */
    public Made make(String name, Role role, Scope scope, Duration life, String madeBy) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must have 1 to " + LONGEST_NAME + " characters, none of them a control character");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("expires must lie within " + LONGEST_LIFE.toDays() + " days");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new ApiToken(UUID.randomUUID(), name, role, scope, madeBy, now, now.plus(life), null, null);
        var secret = Secret.token("ca_");
        sql.sql("insert into people_token (token, digest, name, role, scope, made_by, made_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(token.id(), Secret.digest(secret), name, role.word(), scope.word(), madeBy, utc(now),
                        utc(token.expiresAt()))
                .update();
        return new Made(token, secret);
    }

    /** Who acts by this token now; empty when it is unknown, ended or taken back, or who made it was removed. */
    public Optional<Acting> acting(String secret) {
        var now = clock.instant();
        var token = sql.sql("""
                select * from people_token t where digest = ? and revoked_at is null and expires_at > ? and made_at < ?
                and not exists (select 1 from people_person p where p.person::text = t.made_by and p.removed_at is not null)""")
                .params(Secret.digest(secret), utc(now), utc(now.plus(CLOCK_BACK))).query(ApiTokens::row).optional();
        token.filter(t -> t.usedAt() == null || t.usedAt().isBefore(now.truncatedTo(ChronoUnit.HOURS))).ifPresent(t -> sql
                .sql("update people_token set used_at = ? where token = ?").params(utc(now.truncatedTo(ChronoUnit.HOURS)), t.id())
                .update());
        return token.map(t -> new Acting(new Actor(TOKEN + t.id(), t.role()), t.scope()));
    }

    /** All tokens, newest first. */
    public List<ApiToken> all() {
        return sql.sql("select * from people_token order by made_at desc, token").query(ApiTokens::row).list();
    }

    /** How many are good now. */
    public long good() {
        return sql.sql("select count(*) from people_token where revoked_at is null and expires_at > ?")
                .param(utc(clock.instant())).query(Long.class).single();
    }

    /** Takes a token back; false when there is none. */
    public boolean revoke(UUID token) {
        return sql.sql("update people_token set revoked_at = coalesce(revoked_at, ?) where token = ?")
                .params(utc(clock.instant()), token)
                .update() > 0;
    }

    /** One token. */
    public Optional<ApiToken> of(UUID token) {
        return sql.sql("select * from people_token where token = ?").param(token).query(ApiTokens::row).optional();
    }

    /** Takes back all tokens that a person made. */
    public void revokeAllOf(PersonId person) {
        sql.sql("update people_token set revoked_at = ? where made_by = ? and revoked_at is null")
                .params(utc(clock.instant()), person.toString()).update();
    }

    /** The person who made the token by which an actor acts, or whoever made it without being one; any other actor is itself. */
    public String personBehind(String actor) {
        var at = actor;
        for (var found = maker(at); found.isPresent(); found = maker(at)) { // a token may have been made by a token
            at = found.get();
        }
        return at;
    }

    private Optional<String> maker(String actor) {
        return actor.startsWith(TOKEN)
                ? of(UUID.fromString(actor.substring(TOKEN.length()))).map(ApiToken::madeBy)
                : Optional.empty();
    }

    /** Takes a token back by its secret, for one that is made anew at every start. */
    void revoke(String secret) {
        sql.sql("update people_token set revoked_at = ? where digest = ? and revoked_at is null")
                .params(utc(clock.instant()), Secret.digest(secret)).update();
    }

    private static ApiToken row(ResultSet row, int number) throws SQLException {
        return new ApiToken(row.getObject("token", UUID.class), row.getString("name"), Roles.of(row.getString("role")),
                Scope.of(row.getString("scope")), row.getString("made_by"), instant(row, "made_at"), instant(row, "expires_at"),
                maybe(row, "revoked_at"),
                maybe(row, "used_at"));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

package org.cityarchive.server.security;

import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Does this password open this person's door? Kept as Argon2id hashes, each with its own salt. */
public final class Passwords {
    /** The second choice of RFC 9106 does with little memory; these are the ones that OWASP names for Argon2id. */
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int STAMP = 8;

    private final JdbcClient sql;
    private final Clock clock;
    private final Argon2PasswordEncoder argon;
    /** Hashing takes memory on purpose: so many at once and no more, or a crowd of sign-ins would take all of it. */
    private final Semaphore room = new Semaphore(4);
    private volatile @Nullable String nobodys;

    public Passwords(DataSource database, Clock clock) {
        this(database, clock, new Argon2PasswordEncoder(SALT, HASH, 1, MEMORY_KIB, PASSES));
    }

    Passwords(DataSource database, Clock clock, Argon2PasswordEncoder argon) {
        this.sql = JdbcClient.create(database);
        this.clock = clock;
        this.argon = argon;
    }

    /**
     * Sets a person's password, unless it is too easy to guess.
     *
     * @param words the person's name, the city's and the login: none of them makes a password
     * @return why it was not set, in a sentence for the person; empty: it is set. The page then ends the person's other sessions (see
     *         {@link Door#renew})
     */
    public Optional<String> choose(PersonId person, String password, Collection<String> words) {
        var refusal = PasswordRule.refusal(password, words);
        if (refusal.isEmpty()) {
            keep(person, inRoom(() -> argon.encode(password)));
        }
        return refusal;
    }

    /** Whether the person signs in by a password at all. */
    public boolean has(PersonId person) {
        return hash(person).isPresent();
    }

    /** Whether anybody here signs in by a password. */
    public boolean any() {
        return sql.sql("select exists (select 1 from people_password)").query(Boolean.class).single();
    }

    /** Takes the password away, for one who left or signs in otherwise. */
    public void remove(PersonId person) {
        sql.sql("delete from people_password where person = ?").param(person.value()).update();
    }

    /**
     * Whether it is this person's password; a hash with older parameters is made anew on the way.
     *
     * @param person null: nobody has the login; the answer is no and takes as long as any other
     */
    public boolean matches(@Nullable PersonId person, String password) {
        var hash = Optional.ofNullable(person).flatMap(this::hash);
        var typed = password.length() > 2 * PasswordRule.LONGEST ? "" : password;
        boolean same = inRoom(() -> argon.matches(typed, hash.orElseGet(this::nobodys)));
        if (person == null || hash.isEmpty() || !same) {
            return false;
        }
        if (argon.upgradeEncoding(hash.get())) {
            keep(person, inRoom(() -> argon.encode(password)));
        }
        return true;
    }

    /** Changes with the password: what was begun under an old one can be told by it. */
    String stamp(PersonId person) {
        return hash(person).map(hash -> HexFormat.of().formatHex(Secret.digest(hash), 0, STAMP)).orElse("none");
    }

    private Optional<String> hash(PersonId person) {
        return sql.sql("select hash from people_password where person = ?").param(person.value()).query(String.class).optional();
    }

    private void keep(PersonId person, String hash) {
        sql.sql("""
                insert into people_password (person, hash, set_at) values (?, ?, ?)
                on conflict (person) do update set hash = excluded.hash, set_at = excluded.set_at""")
                .params(person.value(), hash, ApiTokens.utc(clock.instant())).update();
    }

    private String nobodys() {
        var hash = nobodys;
        if (hash == null) {
            hash = argon.encode(Secret.token(""));
            nobodys = hash;
        }
        return hash;
    }

    private <T> T inRoom(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}

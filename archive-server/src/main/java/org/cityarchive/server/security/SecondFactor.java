package org.cityarchive.server.security;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Does the person hold the thing that makes the codes? An authenticator app (RFC 6238), or a recovery code when it is lost. */
public final class SecondFactor {
    private static final int DIGITS = 6;
    private static final int SECRET_BYTES = 20; // RFC 4226 §4: as long as the digest
    private static final int RECOVERY_CODES = 10;
    /** Letters of a name that an app shows; a longer one makes a code too fine for a camera. */
    private static final int SHOWN = 40;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient sql;
    private final SealedText sealed;
    private final Clock clock;
    private final TransactionTemplate together;

    public SecondFactor(DataSource database, SealedText sealed, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.sealed = sealed;
        this.clock = clock;
        this.together = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    /**
     * What a person puts into the app.
     *
     * @param secret Base32, to be typed
     * @param address {@code otpauth://…}; it holds the secret and stands nowhere but in the drawing
     */
    public record Offer(String secret, String address) {
        /** For the app's camera. */
        public QrCode drawn() {
            return QrCode.of(address);
        }

        /** The secret in groups of four, to be typed. */
        public String groups() {
            return secret.replaceAll("(.{4})(?!$)", "$1 ");
        }

        /** Without the secret: a log may print it. */
        @Override
        public String toString() {
            return "Offer[…]";
        }
    }

    private record Row(byte[] secret, boolean on, long lastStep) {}

    /** Whether sign-in asks for it. */
    public boolean isOn(PersonId person) {
        return row(person).filter(Row::on).isPresent();
    }

    /**
     * Offers a secret; it is on after {@link #confirm}. Asked again before that, the offer is the same.
     *
     * @param account as the app shall show it, such as "Ruth Haugen"
     * @param issuer the city's name
     * @return empty: it is on already
     */
    public Optional<Offer> offer(PersonId person, String account, String issuer) {
        var known = row(person);
        if (known.filter(Row::on).isPresent()) {
            return Optional.empty();
        }
        var secret = known.map(Row::secret).orElseGet(() -> fresh(person));
        var text = TimeCode.base32(secret);
        return Optional.of(
                new Offer(text, "otpauth://totp/" + escaped(issuer) + "%3A" + escaped(account) + "?secret=" + text + "&issuer="
                        + escaped(issuer) + "&algorithm=SHA1&digits=" + DIGITS + "&period=" + TimeCode.STEP_SECONDS));
    }

    /**
     * Turns it on when the code is right.
     *
     * @return the recovery codes, shown this once; empty: the code is wrong, or nothing was offered
     */
    public Optional<List<String>> confirm(PersonId person, String typed) {
        if (row(person).filter(row -> !row.on()).isEmpty() || !useCode(person, typed)) {
            return Optional.empty();
        }
        sql.sql("update people_second_factor set on_since = ? where person = ?")
                .params(ApiTokens.utc(clock.instant()), person.value()).update();
        return Optional.of(recoveryCodes(person));
    }

    /** Makes recovery codes anew; those before are good no longer. */
    public List<String> recoveryCodes(PersonId person) {
        var codes = Stream.generate(Secret::code).limit(RECOVERY_CODES).toList();
        together.executeWithoutResult(_ -> {
            sql.sql("delete from people_recovery_code where person = ?").param(person.value()).update();
            codes.forEach(code -> sql.sql("insert into people_recovery_code (digest, person) values (?, ?)")
                    .params(Secret.digestOfCode(code), person.value()).update());
        });
        return codes;
    }

    /** How many recovery codes are left. */
    public int recoveryCodesLeft(PersonId person) {
        return sql.sql("select count(*) from people_recovery_code where person = ? and used_at is null").param(person.value())
                .query(Integer.class).single();
    }

    /** Turns it off, and its recovery codes with it. */
    public void off(PersonId person) {
        together.executeWithoutResult(_ -> {
            sql.sql("delete from people_second_factor where person = ?").param(person.value()).update();
            sql.sql("delete from people_recovery_code where person = ?").param(person.value()).update();
        });
    }

    /** Uses up what was typed, a code of the app or a recovery code; false when it is neither, or was used before. */
    public boolean use(PersonId person, String typed) {
        return isOn(person) && (useCode(person, typed) || useRecoveryCode(person, typed));
    }

    private boolean useCode(PersonId person, String typed) {
        var row = row(person);
        if (row.isEmpty()) {
            return false;
        }
        var digits = typed.replaceAll("\\s", "").getBytes(StandardCharsets.UTF_8);
        long now = TimeCode.step(clock.instant());
        for (long step = now - 1; step <= now + 1; step++) { // a phone's clock may be half a minute off
            var code = TimeCode.of(row.get().secret(), step, DIGITS).getBytes(StandardCharsets.UTF_8);
            // a last code of a time to come was used under a clock that was ahead: it locks nobody out until then
            if (MessageDigest.isEqual(code, digits) && (step > row.get().lastStep() || row.get().lastStep() > now + 1)) {
                // the row decides between two that come with the same code at once
                return sql.sql(
                        "update people_second_factor set last_step = ? where person = ? and (last_step < ? or last_step > ?)")
                        .params(step, person.value(), step, now + 1).update() == 1;
            }
        }
        return false;
    }

    private boolean useRecoveryCode(PersonId person, String typed) {
        return sql.sql("update people_recovery_code set used_at = ? where digest = ? and person = ? and used_at is null")
                .params(ApiTokens.utc(clock.instant()), Secret.digestOfCode(typed), person.value()).update() == 1;
    }

    private byte[] fresh(PersonId person) {
        var secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        sql.sql("insert into people_second_factor (person, sealed, last_step) values (?, ?, 0)")
                .params(person.value(), sealed.seal(purpose(person), HexFormat.of().formatHex(secret))).update();
        return secret;
    }

    private Optional<Row> row(PersonId person) {
        return sql.sql("select sealed, on_since is not null as is_on, last_step from people_second_factor where person = ?")
                .param(person.value())
                .query((row, _) -> new Row(HexFormat.of().parseHex(sealed.open(purpose(person), row.getBytes("sealed"))),
                        row.getBoolean("is_on"), row.getLong("last_step")))
                .optional();
    }

    private static String purpose(PersonId person) {
        return "people.second-factor " + person;
    }

    private static String escaped(String text) {
        var shown = text.codePointCount(0, text.length()) > SHOWN ? text.substring(0, text.offsetByCodePoints(0, SHOWN)) : text;
        return URLEncoder.encode(shown, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

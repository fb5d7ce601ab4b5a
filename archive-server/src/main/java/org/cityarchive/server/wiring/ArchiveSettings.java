package org.cityarchive.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

import org.cityarchive.server.evidence.StampAuthority;
import org.cityarchive.server.mail.MailSettings;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.server.security.DoorSettings;
import org.jspecify.annotations.Nullable;

/**
 * How this archive is set. The command line wins over the environment, that over {@code archive.properties} in the home, that over
 * the default. {@link Setting} says what each key means.
 */
public record ArchiveSettings(Path home, int port, String address, @Nullable URI publicUrl, String cityName, ZoneId cityZone,
        @Nullable String databaseUrl, @Nullable Path keyPassphraseFile, Duration sessionLifetime, Duration sessionIdle,
        Duration signInLifetime,
        int signInTries,
        Duration tokenLifetime, long uploadLimit, String logForm, Duration shutdownGrace, @Nullable LocalTime auditAt,
        @Nullable MailSettings mail, List<LogKey> witnesses, List<StampAuthority> stamps, DoorSettings doors) {

    /** The file in the home that may hold settings. */
    public static final String FILE = "archive.properties";

    /**
     * Reads all settings.
     *
     * @param commandLine values by key, from the command's options
     * @param environment the process's environment
     * @throws CannotRun a value cannot be read; the sentence names the key, the value's range and where it was set
     */
    public static ArchiveSettings read(Map<Setting, String> commandLine, Map<String, String> environment) {
        var values = new HashMap<Setting, String>();
        for (var setting : Setting.values()) {
            var value = commandLine.get(setting);
            values.put(setting, value != null ? value : environment.getOrDefault(setting.variable(), ""));
        }
        var home = values.get(Setting.HOME);
        var file = properties(Path.of(home == null || home.isBlank() ? Setting.HOME.standard() : home));
        values.replaceAll((setting, value) -> {
            var named = value.isBlank() ? file.getProperty(setting.key(), "") : value;
            return named.isBlank() ? setting.standard() : named.strip();
        });
        return of(new Values(values));
    }

    private static ArchiveSettings of(Values v) {
        return new ArchiveSettings(v.read(Setting.HOME, s -> Path.of(s).toAbsolutePath().normalize()),
                (int) v.number(Setting.PORT, 0, 65_535), v.text(Setting.ADDRESS, 100),
                v.optional(Setting.PUBLIC_URL, ArchiveSettings::web),
                v.text(Setting.CITY_NAME, 120), v.read(Setting.CITY_ZONE, ZoneId::of),
                v.optional(Setting.DATABASE_URL, ArchiveSettings::postgres), v.optional(Setting.KEY_PASSPHRASE_FILE, Path::of),
                v.duration(Setting.SESSION_LIFETIME, "PT5M", "P7D"),
                v.duration(Setting.SESSION_IDLE, "PT1M", "P7D"), v.duration(Setting.SIGN_IN_LIFETIME, "PT1M", "P7D"),
                (int) v.number(Setting.SIGN_IN_TRIES, 1, 1_000), v.duration(Setting.TOKEN_LIFETIME, "PT1M", "P366D"),
                v.number(Setting.UPLOAD_LIMIT, 1L << 20, 1L << 40), v.read(Setting.LOG_FORM, ArchiveSettings::logForm),
                v.duration(Setting.SHUTDOWN_GRACE, "PT1S", "PT5M"),
                "off".equals(v.text(Setting.AUDIT_AT, 8)) ? null : v.read(Setting.AUDIT_AT, LocalTime::parse), mail(v),
                Optional.ofNullable(v.optional(Setting.WITNESSES_FILE, ArchiveSettings::witnesses)).orElse(List.of()),
                Optional.ofNullable(v.optional(Setting.STAMPS_FILE, file -> StampAuthority.ofFile(Path.of(file))))
                        .orElse(List.of()),
                doors(v));
    }

    private static List<LogKey> witnesses(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().filter(line -> !line.isBlank()).map(LogKey::ofText).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DoorSettings doors(Values v) {
        var issuer = v.optional(Setting.OIDC_ISSUER, ArchiveSettings::web);
        var single = issuer == null
                ? null
                : new DoorSettings.Single(issuer, v.text(Setting.OIDC_CLIENT_ID, 200),
                        v.optional(Setting.OIDC_CLIENT_SECRET_FILE, Path::of), v.text(Setting.OIDC_ROLE_CLAIM, 200),
                        v.read(Setting.OIDC_ROLE_MAP, DoorSettings::roles));
        return new DoorSettings(single, v.read(Setting.LOCAL_SIGN_IN, DoorSettings::isOn),
                v.read(Setting.TRUSTED_PROXIES, DoorSettings::list));
    }

    private static String logForm(String text) {
        if (!List.of("json", "plain").contains(text)) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static @Nullable MailSettings mail(Values v) {
        var host = v.text(Setting.MAIL_HOST, 253);
        var user = v.text(Setting.MAIL_USER, 200);
        return host.isEmpty()
                ? null
                : new MailSettings(host, (int) v.number(Setting.MAIL_PORT, 1, 65_535),
                        v.read(Setting.MAIL_FROM, ArchiveSettings::mailAddress), user.isEmpty() ? null : user,
                        v.optional(Setting.MAIL_PASSWORD_FILE, Path::of));
    }

    private static String mailAddress(String text) {
        if (!text.matches("[^\\s@<>]+@[^\\s@<>]+")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static Properties properties(Path home) {
        var properties = new Properties();
        var file = home.resolve(FILE);
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new CannotRun("The settings file " + file + " cannot be read.", e);
            }
        }
        for (var key : properties.stringPropertyNames()) {
            if (Arrays.stream(Setting.values()).noneMatch(s -> s.key().equals(key))) {
                throw new CannotRun("The settings file " + file + " sets \"" + key + "\", which is no setting.");
            }
        }
        return properties;
    }

    private static URI web(String text) {
        var uri = URI.create(text);
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    private static String postgres(String text) {
        if (!text.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** The texts of all settings, read one by one. */
    private record Values(Map<Setting, String> texts) {
        <T> T read(Setting setting, Function<String, T> reader) {
            var text = texts.getOrDefault(setting, "");
            try {
                return reader.apply(text);
            } catch (RuntimeException e) {
                throw new CannotRun(
                        "The setting " + setting.key() + " (" + setting.variable() + ") is \"" + text + "\"; it takes a "
                                + setting.unit() + ": " + setting.range() + ".",
                        e);
            }
        }

        <T> @Nullable T optional(Setting setting, Function<String, T> reader) {
            return texts.getOrDefault(setting, "").isEmpty() ? null : read(setting, reader);
        }

        String text(Setting setting, int longest) {
            return read(setting, text -> {
                if (text.length() > longest) {
                    throw new IllegalArgumentException("too long");
                }
                return text;
            });
        }

        long number(Setting setting, long least, long most) {
            return read(setting, text -> {
                long number = Long.parseLong(text);
                if (number < least || number > most) {
                    throw new IllegalArgumentException("out of range");
                }
                return number;
            });
        }

        Duration duration(Setting setting, String least, String most) {
            return read(setting, text -> {
                var duration = Duration.parse(text);
                if (duration.compareTo(Duration.parse(least)) < 0 || duration.compareTo(Duration.parse(most)) > 0) {
                    throw new IllegalArgumentException("out of range");
                }
                return duration;
            });
        }
    }
}

package org.cityarchive.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cityarchive.server.mail.MailSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void theseAreAllSettingsAndTheirDefaults() {
        assertThat(Arrays.stream(Setting.values()).map(s -> s.key() + "=" + s.standard())).containsExactly("home=data",
                "port=8080",
                "address=127.0.0.1", "public-url=", "city.name=", "city.zone=America/Denver", "database.url=",
                "key.passphrase-file=",
                "session.lifetime=PT12H", "session.idle=PT2H", "sign-in.lifetime=PT24H", "sign-in.tries=10",
                "token.lifetime=P90D",
                "upload.limit=21474836480", "logs.form=json", "shutdown.grace=PT20S", "log.witnesses-file=", "log.stamps-file=",
                "audit.at=02:30",
                "mail.host=", "mail.port=587",
                "mail.from=", "mail.user=",
                "mail.password-file=", "oidc.issuer=", "oidc.client-id=city-archive", "oidc.client-secret-file=",
                "oidc.role-claim=roles",
                "oidc.role-map=", "local-sign-in=on", "trusted-proxies=");
        assertThat(Setting.values()).hasSizeLessThan(36)
                .allSatisfy(s -> assertThat(new String[]{s.unit(), s.range(), s.meaning()}).doesNotContain(""));
    }

    @Test
    void everyDefaultCanBeRead() {
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, home.toString()), Map.of());
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.databaseUrl()).isNull();
        assertThat(settings.cityZone().getId()).isEqualTo("America/Denver");
    }

    @Test
    void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
        Files.writeString(home.resolve(ArchiveSettings.FILE), "port=1\ncity.name=File\ncity.zone=UTC\n");
        var settings = ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.PORT, "3"),
                Map.of("ARCHIVE_PORT", "2", "ARCHIVE_CITY_NAME", "Environment"));
        assertThat(settings.port()).isEqualTo(3);
        assertThat(settings.cityName()).isEqualTo("Environment");
        assertThat(settings.cityZone().getId()).isEqualTo("UTC");
    }

    @Test
    void aValueOutOfRangeIsNamedWithItsRange() {
        assertThatThrownBy(
                () -> ArchiveSettings.read(Map.of(Setting.HOME, home.toString()), Map.of("ARCHIVE_SESSION_IDLE", "P30D")))
                .isInstanceOf(CannotRun.class).hasMessageContaining("session.idle").hasMessageContaining("ARCHIVE_SESSION_IDLE")
                .hasMessageContaining("PT1M to P7D");
    }

    @Test
    void anUnknownKeyInTheFileIsNotPassedOver() throws Exception {
        Files.writeString(home.resolve(ArchiveSettings.FILE), "prot=8081\n");
        assertThatThrownBy(() -> ArchiveSettings.read(Map.of(Setting.HOME, home.toString()), Map.of()))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("prot");
    }

    @Test
    void aMailServerNeedsTheAddressThatMailComesFrom() {
        assertThat(ArchiveSettings.read(Map.of(Setting.HOME, home.toString()), Map.of()).mail()).isNull();
        assertThatThrownBy(() -> ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.MAIL_HOST, "mail"), Map.of()))
                .isInstanceOf(CannotRun.class).hasMessageContaining("mail.from");
        var mail = ArchiveSettings.read(Map.of(Setting.HOME, home.toString(), Setting.MAIL_HOST, "mail"),
                Map.of("ARCHIVE_MAIL_FROM", "archive@city.example")).mail();
        assertThat(mail).isEqualTo(new MailSettings("mail", 587, "archive@city.example", null, null));
    }
}

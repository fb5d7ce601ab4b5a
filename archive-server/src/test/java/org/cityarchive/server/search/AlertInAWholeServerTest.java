package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.Setting;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.Test;

/** From a line that comes in to the letter in the box, by the server's own threads: once, and not again after a restart. */
class AlertInAWholeServerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aCaptureThatAnswersASavedSearchIsMailedOnceAlsoAfterARestart() {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        var home = TestHome.laid();
        var settings = Map.of(Setting.MAIL_HOST, "127.0.0.1", Setting.MAIL_PORT, String.valueOf(mail.getSmtp().getPort()),
                Setting.MAIL_FROM, "archive@city.example");
        try {
            PersonId ruth;
            UUID plows;
            try (var archive = RunningArchive.on(home, settings)) {
                ruth = archive.server().part(People.class).addFirst("Ruth Haugen");
                archive.server().part(SealedMail.class).keep(ruth, "ruth@city.example");
                plows = saved(archive, ruth, "Snow plows", "\"snow plow\"");
                archive.importLines(line("a", "The snow plow went by."));
                await().atMost(PATIENCE).until(() -> letters(mail, plows) == 1);
            }
            try (var archive = RunningArchive.on(home, settings)) {
                archive.importLines(line("a", "The snow plow went by."));
                var sand = saved(archive, ruth, "Sand", "sand");
                archive.importLines(line("b", "Sand on Main Street."));
                await().atMost(PATIENCE).until(() -> letters(mail, sand) == 1); // written after what else there was to write
                assertThat(letters(mail, plows)).as("told before the restart").isEqualTo(1);
            }
        } finally {
            mail.stop();
        }
    }

    private static UUID saved(RunningArchive archive, PersonId owner, String name, String query) {
        var saved = archive.server().part(SavedSearches.class).save(new Actor(owner.toString(), Role.CLERK), name, query);
        archive.server().part(AlertMails.class).choose(saved, AlertChoice.AT_ONCE);
        return saved;
    }

    private static String line(String id, String text) {
        return """
                {"platform":"facebook","account":"CityHall","id":"%s","kind":"post","text":"%s","createdAt":"2026-01-10T12:00:00Z","observedAt":"2026-01-10T12:00:05Z","state":"present"}
                """
                .formatted(id, text);
    }

    private static long letters(GreenMail mail, UUID saved) {
        return Arrays.stream(mail.getReceivedMessages()).map(GreenMailUtil::getBody)
                .map(body -> body.replaceAll("=\r?\n", "")).filter(body -> body.contains(saved.toString())).count();
    }
}

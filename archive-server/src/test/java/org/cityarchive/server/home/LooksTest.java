package org.cityarchive.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A look that fails is told as such: never as nothing, and never in place of the others. */
class LooksTest {
    private static final Actor CLERK = new Actor("clerk", Role.CLERK);

    private record Looking(String what, List<NeedsYou> sees) implements Watch {
        @Override
        public List<NeedsYou> look(Actor actor) {
            if (sees.isEmpty()) {
                throw new IllegalStateException("the table is gone");
            }
            return sees;
        }
    }

    private static NeedsYou row(String title) {
        return new NeedsYou(Alarm.WORK, 3, "bookmark", title, "", null, "See", "/");
    }

    @Test
    void aLookThatThrowsIsNotCountedAndStopsNoOther() {
        var found = new Looks(List.of(new Looking("imports", List.of()), new Looking("saved searches", List.of(row("New")))))
                .look(CLERK);
        assertThat(found.notCounted()).containsExactly("imports");
        assertThat(found.rows()).extracting(NeedsYou::title).containsExactly("New");
        var alone = new Looks(List.of(new Looking("imports", List.of()))).look(CLERK);
        assertThat(HomePages.sentence(alone)).isEqualTo("Not everything could be counted.");
    }

    /** A saved search whose words no key opens: its owner's page says so and nothing of "nothing". */
    @Test
    void thePageSaysNotCounted() {
        var archive = RunningArchive.shared();
        var made = archive.server().part(ApiTokens.class).make("broken", Role.CLERK, Duration.ofDays(1), "test");
        var sql = JdbcClient.create(archive.server().part(DataSource.class));
        var saved = UUID.randomUUID();
        sql.sql("insert into search_saved (saved, owner, name, query, since, seen, created_at) values (?, ?, '', '', 0, 0, now())")
                .params(saved, "token:" + made.token().id()).update();
        try {
            assertThat(archive.send("GET", "/", made.secret()).body()).containsPattern("not counted: [^<]*saved searches")
                    .doesNotContain("Nothing needs you");
        } finally {
            sql.sql("delete from search_saved where saved = ?").param(saved).update();
        }
    }
}

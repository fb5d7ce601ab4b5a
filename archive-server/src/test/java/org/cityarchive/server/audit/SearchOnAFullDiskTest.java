package org.cityarchive.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database whose disk is full to the last byte is still read; what the access log lacks, it says. */
class SearchOnAFullDiskTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private final Insider insider = new Insider(ARCHIVE.server().part(DataSource.class), ARCHIVE.home());
    private final JdbcClient sql = JdbcClient.create(ARCHIVE.server().part(DataSource.class));

    @BeforeEach
    void noRoom() {
        insider.run("""
                create function no_room() returns trigger language plpgsql as
                $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$
                """);
        insider.run("create trigger no_room before insert on access_log for each row execute function no_room()");
    }

    private void room() {
        insider.run("drop function if exists no_room() cascade");
    }

    @AfterEach
    void leave() {
        room();
        insider.close();
    }

    @Test
    void aSearchAtThePageGoesOnAndItsAbsenceIsWrittenDownWhenThereIsRoom() {
        var clerk = ARCHIVE.token(Role.CLERK);
        assertThat(ARCHIVE.send("GET", "/search?q=floodgate", clerk).statusCode()).isEqualTo(200);
        assertThat(ARCHIVE.send("GET", "/search?q=sandbags", clerk).statusCode()).isEqualTo(200);
        assertThat(ARCHIVE.send("GET", "/api/v1/records?q=floodgate", clerk).statusCode())
                .as("words go to a program: unwritten it is refused").isEqualTo(507);
        assertThat(ARCHIVE.send("GET", "/api/v1/records?q=floodgate&format=csv", clerk).statusCode())
                .as("a table leaves the archive: unwritten it is refused").isEqualTo(507);
        insider.run("""
                create or replace function no_room() returns trigger language plpgsql as
                $$ begin raise exception 'something else' using errcode = '58030'; end $$
                """);
        assertThat(ARCHIVE.send("GET", "/search?q=culvert", clerk).statusCode()).as("another failure")
                .isGreaterThanOrEqualTo(500);
        room();
        assertThat(ARCHIVE.send("GET", "/api/v1/records?q=levee", clerk).statusCode()).isEqualTo(200);
        var log = ARCHIVE.server().part(AccessLog.class);
        assertThat(sql.sql("select actor, detail from access_log order by entry desc limit 4")
                .query((row, _) -> row.getString("actor") + " " + log.open(row.getBytes("detail"))).list())
                .anyMatch(row -> row.matches(AccessLog.NOBODY + " .*disk was full: 2 searches"));
    }
}

package org.cityarchive.server.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.hold.HoldScopes.Written;
import org.cityarchive.server.retention.RetentionWords;
import org.cityarchive.server.retention.RuleQueries;
import org.cityarchive.server.vault.SealedText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class HoldScopesTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final RecordId POST = new RecordId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    private static final SealedText SEALED = new SealedText(new byte[32]);
    private static TestDatabase database;

    @BeforeAll
    static void open() throws IOException {
        database = TestDatabase.fresh();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static HoldScopes scopes(SealedText sealed) {
        return new HoldScopes(new HoldWords(database.connections(), sealed));
    }

    @Test
    void aScopeSaysForEverWhatItSaid() {
        var written = new Written("flood before:2022-03-01", DENVER, Set.of(POST), Set.of());
        var id = scopes(SEALED).keep(written);

        assertThat(scopes(SEALED).written(id)).contains(written);
        assertThat(scopes(SEALED).of(id)).contains(written.scope());
        assertThat(JdbcClient.create(database.connections()).sql("select sealed from hold_words where words = ?").param(id)
                .query(byte[].class).single()).asString(StandardCharsets.ISO_8859_1).doesNotContain("flood");
    }

    @Test
    void aScopeThatIsNotThereOrDoesNotOpenIsNoScope() {
        var id = scopes(SEALED).keep(new Written("flood", DENVER, Set.of(), Set.of()));
        var other = new byte[32];
        other[0] = 1;

        assertThat(scopes(new SealedText(other)).of(id)).isEmpty();
        assertThat(scopes(SEALED).of(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aScopeDoesNotAskForWhatChangesWithoutTheRecord() {
        assertThatThrownBy(() -> scopes(SEALED).keep(new Written("flood -is:due", DENVER, Set.of(), Set.of())))
                .isInstanceOf(QueryError.class);
        var rules = new RuleQueries(new RetentionWords(database.connections(), SEALED));
        assertThatThrownBy(() -> rules.keep(new RuleQueries.Written("Floods", "series:S1-CORR", "", DENVER)))
                .isInstanceOf(QueryError.class);
    }

    @Test
    void aRuleSaysForEverWhatItSaid() {
        var rules = new RuleQueries(new RetentionWords(database.connections(), SEALED));
        var written = new RuleQueries.Written("Floods", "flood OR high water", "they come back", DENVER);
        var id = rules.keep(written);

        assertThat(new RuleQueries(new RetentionWords(database.connections(), SEALED)).of(id)).contains(written.asked());
    }
}

package org.cityarchive.server.web;

import java.io.IOException;
import java.util.stream.Stream;

import org.cityarchive.core.law.RefusalTable;
import org.cityarchive.core.law.Refusal;
import org.junit.jupiter.api.Test;

/** What the server refuses before the law is asked stands in the same table as what the law refuses, each by a name of its own. */
class ServerRefusalsTest {
    @Test
    void everyRefusalOfTheServerStandsInTheTable() throws IOException {
        var refusals = RefusalTable.rows("org.cityarchive.server", Refusal.class);
        RefusalTable
                .saySomething(Stream.concat(refusals.stream(), RefusalTable.rows("org.cityarchive.core", Refusal.class).stream())
                        .toList());
        RefusalTable.holds("Refused by the server, before the law is asked", "", refusals);
    }
}

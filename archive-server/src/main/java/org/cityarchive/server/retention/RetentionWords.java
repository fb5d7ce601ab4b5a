package org.cityarchive.server.retention;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about schedules, series, rules and triggers? */
public final class RetentionWords extends WrittenWords {
    public RetentionWords(DataSource database, SealedText sealed) {
        super(database, sealed, "retention");
    }
}

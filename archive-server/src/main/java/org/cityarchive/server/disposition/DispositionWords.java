package org.cityarchive.server.disposition;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about the end of records: reasons, orders, approvals, answers to offers? */
public final class DispositionWords extends WrittenWords {
    public DispositionWords(DataSource database, SealedText sealed) {
        super(database, sealed, "disposition");
    }
}

package org.cityarchive.server.disposition;

import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about the end of records: reasons, orders, approvals, answers to offers? */
public final class DispositionWords extends WrittenWords {
    /** Where words will be, in a question that leads to no fact. */
    static final UUID UNSAID = new UUID(0, 0);

    public DispositionWords(DataSource database, SealedText sealed) {
        super(database, sealed, "disposition");
    }
}

package org.cityarchive.server.hold;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about legal holds: matters, reasons, custodians, scopes? */
public final class HoldWords extends WrittenWords {
    public HoldWords(DataSource database, SealedText sealed) {
        super(database, sealed, "hold");
    }
}

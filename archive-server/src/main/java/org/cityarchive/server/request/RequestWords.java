package org.cityarchive.server.request;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about requests for public records? */
public final class RequestWords extends WrittenWords {
    public RequestWords(DataSource database, SealedText sealed) {
        super(database, sealed, "request");
    }
}

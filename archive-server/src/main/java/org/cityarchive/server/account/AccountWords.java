package org.cityarchive.server.account;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.WrittenWords;

/** What did people write about accounts? */
public final class AccountWords extends WrittenWords {
    public AccountWords(DataSource database, SealedText sealed) {
        super(database, sealed, "account");
    }
}

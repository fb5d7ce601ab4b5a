package org.cityarchive.server.search;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.web.SiteAddress;

/** What a mail of new matches says, and to whom: how many, never what; the search's own name may be a person's and stays here. */
final class AlertLetters {
    private final SealedMail mails;
    private final Predicate<PersonId> isHere;
    private final SiteAddress site;

    /** @param isHere whether a person may act in any role now */
    AlertLetters(SealedMail mails, Predicate<PersonId> isHere, SiteAddress site) {
        this.mails = mails;
        this.isHere = isHere;
        this.site = site;
    }

    /** Where a person gets mail; empty: none is known, or the person may not act here any more. */
    Optional<String> address(PersonId person) {
        return isHere.test(person) ? mails.of(person) : Optional.empty();
    }

    Mail letter(UUID id, String to, UUID saved, long matches) {
        var sentence = matches == 1
                ? "1 record came to answer a search that you keep."
                : String.format(Locale.US, "%,d records came to answer a search that you keep.", matches);
        return new Mail(to, "New matches in a saved search", sentence, "See what is new", site.of("/search/saved/" + saved),
                "You get this because you chose alerts by mail for this search; choose “No mail” on its page to end them.", id);
    }
}

package org.cityarchive.server.people;

import java.net.URI;
import java.util.Optional;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.web.SiteAddress;

/** The first way in of a person: a link that works once, shown to whoever made it and mailed where mail is set up. */
final class Invitations {
    private final SignInCodes codes;
    private final SealedMail mails;
    private final Mailer mailer;
    private final SiteAddress site;
    private final City city;

    Invitations(SignInCodes codes, SealedMail mails, Mailer mailer, SiteAddress site, City city) {
        this.codes = codes;
        this.mails = mails;
        this.mailer = mailer;
        this.site = site;
        this.city = city;
    }

    /**
     * A fresh invitation; those made before for the same role are good no longer.
     *
     * @param mailed empty: no address is known
     */
    record Made(URI link, Optional<Mailer.Outcome> mailed) {
        /** What became of its mail, in words. */
        String words() {
            return mailed.map(outcome -> switch (outcome) {
                case SENT -> "It was mailed, too.";
                case NOT_SET_UP -> "It was not mailed: no mail server is set up. Hand it over yourself.";
                case NOT_TAKEN -> "It was not mailed: the mail server did not take it. Hand it over yourself.";
            }).orElse("It was not mailed: no address is known. Hand it over yourself.");
        }
    }

    /** Whether mail can be sent at all. */
    boolean areMailed() {
        return mailer.isSetUp();
    }

    Made make(PersonId person, Role role) {
        var link = site.of("/sign-in?code=" + codes.make(new SignInCodes.Invitation(person, role)));
        return new Made(link, mails.of(person).map(to -> mailer.send(new Mail(to, "Your way in: City Archive, " + city.name(),
                "You can now sign in to the City Archive of " + city.name() + " as " + Roles.title(role)
                        + ". The link works once.",
                "Sign in", link, "You get this because the IT Director of the archive made you this way in."))));
    }
}

package org.cityarchive.server.people;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.people.PeoplePages.Typed;
import org.cityarchive.server.security.Logins;
import org.cityarchive.server.web.BadParameter;

/** All that adding a person takes: the facts, the sealed name and mail, the login, and an invitation. */
final class Joining {
    private final People people;
    private final SealedMail mails;
    private final Logins logins;
    private final Invitations invitations;

    Joining(People people, SealedMail mails, Logins logins, Invitations invitations) {
        this.people = people;
        this.mails = mails;
        this.logins = logins;
        this.invitations = invitations;
    }

    boolean isMailed() {
        return invitations.areMailed();
    }

    /**
     * Adds and invites; again invites anew.
     *
     * @throws BadParameter a field cannot be read, or the mail is another person's login
     */
    Invitations.Made join(PersonId person, Typed typed, Actor by) {
        var name = PersonForm.name(typed.name());
        var mail = PersonForm.mail(typed.mail());
        var role = PersonForm.role(typed.role());
        var until = PersonForm.until(typed.until());
        if (mail.flatMap(logins::personOf).filter(other -> !other.equals(person)).isPresent()) {
            throw new BadParameter("mail", "Another person signs in by this mail already.");
        }
        people.add(person, name, role, until, by);
        mail.ifPresent(address -> {
            mails.keep(person, address);
            logins.set(person, address);
        });
        return invitations.make(person, role);
    }
}

package org.cityarchive.server.hold;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;

/** Reminds who is told of a hold and has not acknowledged it: by the attorney's word, one letter a day, and it is written down. */
final class HoldReminders {
    private final HoldMails mails;
    private final AccessLog log;

    HoldReminders(HoldMails mails, AccessLog log) {
        this.mails = mails;
        this.log = log;
    }

    /**
     * Writes a letter; one of today there already, or nothing to acknowledge, it changes nothing.
     *
     * @throws org.cityarchive.server.web.Refused who asks is not the attorney
     */
    void remind(HoldView hold, PersonId custodian, Actor actor) {
        Holding.attorneys(actor);
        if (hold.missing().stream().anyMatch(one -> one.person().equals(custodian))
                && mails.remind(hold.standing().id(), custodian)) {
            log.note(actor, new Note(Act.HOLD_REMINDED, "hold " + hold.id(), "custodian " + custodian));
        }
    }
}

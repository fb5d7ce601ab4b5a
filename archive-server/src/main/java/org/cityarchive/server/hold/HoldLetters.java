package org.cityarchive.server.hold;

import java.util.UUID;

import org.cityarchive.server.hold.HoldMails.Kind;
import org.cityarchive.server.mail.Mail;
import org.cityarchive.server.web.SiteAddress;

/** What a letter about a hold says: which hold, never its matter, which is told on its page to who may read it. */
final class HoldLetters {
    private final SiteAddress site;

    HoldLetters(SiteAddress site) {
        this.site = site;
    }

    Mail letter(UUID id, String to, HoldStanding hold, Kind kind) {
        var address = site.of("/hold/" + hold.id());
        return switch (kind) {
            case NOTICE -> new Mail(to, "Legal hold " + hold.name() + ": read and acknowledge",
                    "The City Attorney placed a legal hold and named you as a custodian: nothing that it covers may be destroyed.",
                    "Read and acknowledge", address, "This is a legal notice to its custodians; it cannot be switched off.", id);
            case REMINDER -> new Mail(to, "Reminder: legal hold " + hold.name() + " waits for your acknowledgment",
                    "You have not said yet that you read the notice of this legal hold.", "Read and acknowledge", address,
                    "This is a legal notice to its custodians; it ends when you acknowledge the hold.", id);
            case RELEASE -> new Mail(to, "Release proposed: legal hold " + hold.name(),
                    "The City Attorney proposes to release a legal hold; your role confirms it or says no.", "See the proposal",
                    address, "This is a legal notice to those who confirm releases; it cannot be switched off.", id);
        };
    }
}

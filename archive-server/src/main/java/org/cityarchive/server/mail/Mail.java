package org.cityarchive.server.mail;

import java.net.URI;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One mail (DESIGN.md §7): what and where, one sentence, one button. It never holds content of restricted records.
 *
 * @param to the address of one person
 * @param subject what and where ("Account lost: Police, Facebook")
 * @param sentence all it says
 * @param button verb and thing, as on a page
 * @param address the very thing: an address of this archive, {@link org.cityarchive.server.web.SiteAddress}
 * @param why why this person gets it, and how it ends where it can be ended
 * @param id within its Message-ID, so that the same letter sent again is recognised; null: the mail library makes one up
 */
public record Mail(String to, String subject, String sentence, String button, URI address, String why, @Nullable UUID id) {

    /** A mail that is sent once. */
    public Mail(String to, String subject, String sentence, String button, URI address, String why) {
        this(to, subject, sentence, button, address, why, null);
    }
}

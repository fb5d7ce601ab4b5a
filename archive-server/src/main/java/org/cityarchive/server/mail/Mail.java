package org.cityarchive.server.mail;

import java.net.URI;

/**
 * One mail (DESIGN.md §7): what and where, one sentence, one button. It never holds content of restricted records.
 *
 * @param to the address of one person
 * @param subject what and where ("Account lost: Police, Facebook")
 * @param sentence all it says
 * @param button verb and thing, as on a page
 * @param address the very thing: an address of this archive, {@link org.cityarchive.server.web.SiteAddress}
 * @param why why this person gets it, and how it ends where it can be ended
 */
public record Mail(String to, String subject, String sentence, String button, URI address, String why) {}

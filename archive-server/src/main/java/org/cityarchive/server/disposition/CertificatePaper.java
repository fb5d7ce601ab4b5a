package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;

import org.cityarchive.server.disposition.Certificate.Span;
import org.cityarchive.server.disposition.Certificates.Kept;
import org.cityarchive.server.security.QrCode;
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.SiteAddress;

/** A certificate of destruction in words, for the page and for paper: both show the same. */
final class CertificatePaper {
    private final Papers papers;
    private final SiteAddress site;

    CertificatePaper(Papers papers, SiteAddress site) {
        this.papers = papers;
        this.site = site;
    }

    /** A line of facts: what it is, and what is so. */
    record Line(String name, List<String> said) {}

    /** PDF/A of it. */
    byte[] pdf(Kept kept) {
        var model = new HashMap<String, Object>();
        fill(kept, model::put);
        model.put("qrImage", Papers.image(QrCode.bits(code(kept))));
        return papers.pdf("disposition/certificate-paper", model,
                "Certificate of destruction " + kept.certificate().certificate(),
                kept.certificate().issuedAt());
    }

    /** Puts what templates need. */
    void fill(Kept kept, BiConsumer<String, Object> model) {
        var one = kept.certificate();
        var words = new CertificateWords(one);
        model.accept("certificate", one);
        model.accept("kept", kept);
        model.accept("words", words);
        model.accept("lines", words.lines());
        model.accept("qr", QrCode.of(code(kept)));
    }

    /** Where it is to be had, and by which digest it is known. */
    private String code(Kept kept) {
        return site.of("/disposition/" + kept.certificate().disposition() + "/certificate") + "#sha256=" + kept.digest();
    }

    /** Such as "Jan 3 to Sep 30, 2023". */
    static String days(Span<LocalDate> span) {
        var from = span.from();
        var to = span.to();
        if (from == null || to == null) {
            return "none";
        }
        return from.equals(to)
                ? BatchModel.day(from)
                : from.getYear() == to.getYear()
                        ? BatchModel.day(from).replaceFirst(", \\d+$", "") + " to " + BatchModel.day(to)
                        : BatchModel.day(from) + " to " + BatchModel.day(to);
    }

    /** Such as "1,252". */
    static String number(long number) {
        return String.format(Locale.US, "%,d", number);
    }

    static List<String> joined(Map<String, Integer> counts) {
        var all = new ArrayList<String>();
        counts.forEach((name, count) -> all.add(number(count) + " " + name));
        return all;
    }
}

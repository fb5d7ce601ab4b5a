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
    /** Records on one paper: a longer list has several papers, so that none is made of more than the memory holds. */
    static final int ON_PAPER = 2_000;
    private static final int ON_PAGE = 500;

    private final Papers papers;
    private final SiteAddress site;

    CertificatePaper(Papers papers, SiteAddress site) {
        this.papers = papers;
        this.site = site;
    }

    /** A line of facts: what it is, and what is so. */
    record Line(String name, List<String> said) {}

    /** How many papers it has. */
    static int parts(Certificate certificate) {
        int most = Math.max(certificate.records().size(), certificate.keptBack().size());
        return Math.max(1, (most + ON_PAPER - 1) / ON_PAPER);
    }

    /**
     * PDF/A of it, or of a part of it where it has several.
     *
     * @param part from 1 to {@link #parts}; each has all but the lists, and a stretch of these
     */
    byte[] pdf(Kept kept, int part) {
        var model = new HashMap<String, Object>();
        fill(kept, model::put);
        var one = kept.certificate();
        model.put("part", part);
        model.put("records", stretch(one.records(), part));
        model.put("keptBack", stretch(one.keptBack(), part));
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
        model.accept("parts", parts(one));
        model.accept("shown", one.records().subList(0, Math.min(ON_PAGE, one.records().size())));
        model.accept("kept", kept);
        model.accept("words", words);
        model.accept("lines", words.lines());
        model.accept("qr", QrCode.of(code(kept)));
    }

    private static <T> List<T> stretch(List<T> all, int part) {
        int from = Math.min(all.size(), (part - 1) * ON_PAPER);
        return all.subList(from, Math.min(all.size(), from + ON_PAPER));
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

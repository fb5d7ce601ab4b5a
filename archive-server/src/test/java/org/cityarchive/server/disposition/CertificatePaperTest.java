package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.cityarchive.server.disposition.Certificate.Asked;
import org.cityarchive.server.disposition.Certificate.Backups;
import org.cityarchive.server.disposition.Certificate.Gone;
import org.cityarchive.server.disposition.Certificate.KeptBack;
import org.cityarchive.server.disposition.Certificate.LogState;
import org.cityarchive.server.disposition.Certificate.LogStates;
import org.cityarchive.server.disposition.Certificate.Span;
import org.cityarchive.server.disposition.Certificates.Kept;
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.PapersTest;
import org.cityarchive.server.web.SiteAddress;
import org.junit.jupiter.api.Test;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** A list of a hundred thousand has fifty papers, each of which is made of no more than its own stretch. */
class CertificatePaperTest {
    private static final LocalDate DAY = LocalDate.parse("2026-11-20");
    private static final Instant AT = Instant.parse("2026-11-20T16:00:00Z");

    private static String record(int number) {
        return "00000000-0000-4000-8000-%012d".formatted(number);
    }

    /** Of a record's id, which stands on two lines. */
    private static String end(int number) {
        return record(number).substring(24);
    }

    private static Kept of(int records) {
        var gone = IntStream.rangeClosed(1, records).mapToObj(
                i -> new Gone(record(i), "post", DAY, DAY, AT, i, List.of((long) i), List.of("root" + i), 1, 0, 10)).toList();
        return new Kept(new Certificate(2, "2026-03-C1", 1, null, "final", AT, "Cottonwood Bend", "America/Denver", record(0),
                "2026-03", "2026-03", List.of(), DAY, Map.of(), Map.of(), null, null, List.of(), new Span<>(DAY, DAY),
                new Span<>(AT, AT),
                records, 10, 1, 0, Map.of(), "electronic", "key destroyed", new Asked(1, 2, 0, 0), gone, List.of(),
                List.of(new KeptBack(record(999_999), "held", 7)), List.of(), List.of(), null, 0, List.of(),
                new Backups(0, null, "None."),
                new LogStates("log", new LogState(1, "a"), new LogState(2, "b")), "No stamp.", List.of()), new byte[]{1}, 9);
    }

    private static byte[] paper(Kept kept, int part) {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        var templates = new SpringTemplateEngine();
        templates.setTemplateResolver(files);
        return new CertificatePaper(new Papers(templates), new SiteAddress(() -> URI.create("http://localhost:8080"))).pdf(kept,
                part);
    }

    @Test
    void eachPartListsItsStretchAndSaysOfWhatItIsAPart() {
        var kept = of(100_000);
        assertThat(CertificatePaper.parts(kept.certificate())).isEqualTo(50);
        var kept2 = of(4_003);
        assertThat(CertificatePaper.parts(kept2.certificate())).isEqualTo(3);
        var pdf = paper(kept2, 3);
        PapersTest.isPdfA(pdf);
        assertThat(PapersTest.text(pdf)).contains("Part 3 of 3", "4,003 records", end(4_001), end(4_003))
                .doesNotContain(end(4_000), end(999_999));
    }

    @Test
    void aShortListIsOnePaper() {
        assertThat(PapersTest.text(paper(of(3), 1))).contains(end(1), end(3), end(999_999)).doesNotContain("Part 1");
    }
}

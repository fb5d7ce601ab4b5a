package org.cityarchive.server.disposition;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.server.disposition.Certificates.Kept;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Parameters;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The certificate of a destruction: as a page that prints, as the bytes that were issued, on paper, and with its proof. */
@Controller
@Tag(name = "dispositions")
final class CertificatePages {
    private final Certificates certificates;
    private final CertificatePaper paper;

    CertificatePages(Certificates certificates, CertificatePaper paper) {
        this.certificates = certificates;
        this.paper = paper;
    }

    private Kept asked(UUID id, Parameters given) {
        given.only("number");
        return certificates.of(id, given.number("number").orElse(null));
    }

    @GetMapping(path = "/api/v1/dispositions/{id}/certificate", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The certificate of a destruction", description = "The bytes that were issued, of which a fact holds the SHA-256. number: which one, the last when left out.")
    ResponseEntity<byte[]> certificate(@PathVariable UUID id, Parameters given) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(asked(id, given).bytes());
    }

    @GetMapping(path = "/api/v1/dispositions/{id}/certificate.zip", produces = "application/zip")
    @Operation(summary = "The certificate with its proof", description = "A package that archive verify reads, without server and network.")
    ResponseEntity<byte[]> proof(@PathVariable UUID id, Parameters given) throws IOException {
        var kept = asked(id, given);
        var bytes = new ByteArrayOutputStream();
        certificates.write(bytes, id, kept);
        return file(kept, "application/zip", "zip", bytes.toByteArray());
    }

    @GetMapping(path = "/api/v1/dispositions/{id}/certificate.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    @Operation(summary = "The certificate on paper", description = "PDF/A-2b, with the SHA-256 of the certificate's bytes on it. part: of a list of more than 2,000 records, which of its papers; the first when left out.")
    ResponseEntity<byte[]> pdf(@PathVariable UUID id, Parameters given) {
        given.only("number", "part");
        var kept = certificates.of(id, given.number("number").orElse(null));
        int parts = CertificatePaper.parts(kept.certificate());
        int part = given.number("part").filter(asked -> asked >= 1 && asked <= parts).map(Long::intValue).orElse(1);
        if (given.number("part").filter(asked -> asked != part).isPresent()) {
            throw new BadParameter("part",
                    "This certificate has " + parts + (parts == 1 ? " paper" : " papers") + ", from 1 on.");
        }
        return file(kept, MediaType.APPLICATION_PDF_VALUE, (part == 1 ? "" : "part-" + part + ".") + "pdf",
                paper.pdf(kept, part));
    }

    private static ResponseEntity<byte[]> file(Kept kept, String type, String ending, byte[] bytes) {
        return ResponseEntity.ok().contentType(MediaType.parseMediaType(type)).header(HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename("certificate-" + kept.certificate().certificate() + "." + ending).build()
                        .toString())
                .body(bytes);
    }

    @GetMapping("/disposition/{id}/certificate")
    String page(@PathVariable UUID id, Parameters given, Model model) {
        paper.fill(certificates.of(id, given.number("number").orElse(null)), model.asMap()::put);
        return "disposition/certificate";
    }
}

package org.cityarchive.server.disposition;

import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;

/** The certificate of a destruction, as a page that prints and for programs. */
@Controller
@Tag(name = "dispositions")
final class CertificatePages {
    private final Certificates certificates;

    CertificatePages(Certificates certificates) {
        this.certificates = certificates;
    }

    @GetMapping(path = "/api/v1/dispositions/{id}/certificate", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    @Operation(summary = "The certificate of a destruction", description = "With each fact of it as the log holds it, and its way to the root of a signed checkpoint.")
    Certificate certificate(@PathVariable UUID id) {
        return certificates.of(id);
    }

    @GetMapping("/disposition/{id}/certificate")
    String page(@PathVariable UUID id, Model model) {
        model.addAttribute("certificate", certificates.of(id));
        return "disposition/certificate";
    }
}

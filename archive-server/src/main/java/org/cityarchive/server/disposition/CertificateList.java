package org.cityarchive.server.disposition;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** All certificates of destruction that were issued, for whoever has to show what ended, and how that is checked. */
@Controller
@Tag(name = "dispositions")
final class CertificateList {
    private final IssuedCertificates issued;
    private final Homes homes;
    private final ProfileInForce profile;

    CertificateList(IssuedCertificates issued, Homes homes, ProfileInForce profile) {
        this.issued = issued;
        this.homes = homes;
        this.profile = profile;
    }

    /**
     * A certificate, and where it is to be had.
     *
     * @param certificate its name, such as "2026-03-C2"
     * @param batch name of the list that it tells of
     * @param state final; interim: a key or a copy of one may be left; superseded: a later one took its place
     * @param records destroyed, of which it tells
     * @param keys destroyed wrapping keys of which it tells
     * @param sha256 of its bytes, as the fact has it
     * @param file its bytes; pdf: on paper; proof: what archive verify reads
     */
    record Shown(String certificate, UUID disposition, String batch, int number, String state, Instant issuedAt, int records,
            int keys, String sha256, String file, String pdf, String proof) {
        static Shown of(IssuedCertificates.Listed one) {
            var issued = one.issued();
            var at = DispositionController.PATH + "/" + issued.disposition() + "/certificate";
            var number = "?number=" + issued.number();
            return new Shown(one.name(), issued.disposition(), one.batch(), issued.number(), one.state(), issued.at(),
                    issued.records(), issued.keys(), HexFormat.of().formatHex(issued.digest()), at + number,
                    at + ".pdf" + number, at + ".zip" + number);
        }

        /** Its page. */
        public String href() {
            return "/disposition/" + disposition + "/certificate?number=" + number;
        }
    }

    private Page<Shown> page(Parameters asked) {
        return Page.of(issued.list().stream().map(Shown::of).toList(), Shown::certificate, asked);
    }

    @Operation(summary = "All certificates of destruction", description = "The newest list first. Each is checked by archive verify on its proof, without this server.")
    @GetMapping(DispositionController.PATH + "/certificates")
    @ResponseBody
    Page<Shown> all(Parameters asked) {
        asked.only("limit", "cursor");
        return page(asked);
    }

    @GetMapping("/disposition/certificates")
    String page(Parameters asked, Actor actor, Model model) {
        var found = page(asked);
        model.addAttribute("certificates", found.items());
        model.addAttribute("total", found.total());
        var places = homes.all();
        var approver = profile.now().dispositionApprovedBy();
        model.addAttribute("homes",
                places.size() > 1 || places.stream().anyMatch(home -> home.struckOff() != null) ? places : List.of());
        model.addAttribute("mayStrike", actor.role() == approver || actor.role() == Role.IT_DIRECTOR);
        model.addAttribute("approver", approver.word().replace('-', ' '));
        model.addAttribute("unwritten", issued.unwritten());
        model.addAttribute("next", found.next() == null
                ? null
                : PageAddress.of("/disposition/certificates").with("cursor", found.next()).toString());
        return "disposition/certificates";
    }
}

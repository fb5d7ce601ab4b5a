package org.cityarchive.server.disposition;

import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.web.BadParameter;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The clerk's word on what was seen again of a destroyed record. */
@Controller
@RequestMapping("/record/{id}/return")
final class ReturnPages {
    private static final int LONGEST = 500;

    private final Returns returns;

    ReturnPages(Returns returns) {
        this.returns = returns;
    }

    @PostMapping("/keep")
    String keep(@PathVariable UUID id, @RequestParam(defaultValue = "") String why, Actor actor) {
        if (why.isBlank() || why.length() > LONGEST) {
            throw new BadParameter("why", "Say in 1 to " + LONGEST + " characters why it is a record again.");
        }
        returns.keep(new RecordId(id), why, actor);
        return "redirect:/record/" + id;
    }

    @PostMapping("/destroy")
    String destroy(@PathVariable UUID id, Actor actor) {
        returns.destroy(new RecordId(id), actor);
        return "redirect:/record/" + id;
    }
}

package org.cityarchive.server.disposition;

import java.util.Map;
import java.util.UUID;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.Homes.Shown;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.Page;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** The homes for which certificates of destruction wait, and the step that strikes a lost one off. */
@Controller
@Tag(name = "dispositions")
final class HomePages {
    private static final int LONGEST = 500;

    private final Homes homes;

    HomePages(Homes homes) {
        this.homes = homes;
    }

    record Strike(@Nullable String reason) {}

    @GetMapping(DispositionController.PATH + "/homes")
    @ResponseBody
    @Operation(summary = "The homes of this archive", description = "Each has an index, uploads and packages of its own, and clears them of what is destroyed. state: clear, clearing or struck-off.")
    Page<Shown> all(Parameters asked) {
        asked.only("limit", "cursor");
        return Page.of(homes.all(), one -> one.id().toString(), asked);
    }

    @PostMapping(DispositionController.PATH + "/homes/{id}/strike")
    @ResponseBody
    @Operation(summary = "Strike a lost home off", description = "No destruction waits for it any more; certificates say so. One that starts again counts again. reason: why it is lost, sealed.")
    Shown strike(@PathVariable UUID id, @RequestBody Strike wanted, Actor actor) {
        return homes.strike(id, reason(wanted.reason()), actor);
    }

    @PostMapping("/disposition/homes/{id}/strike")
    String struck(@PathVariable UUID id, @RequestParam Map<String, String> typed, Actor actor) {
        homes.strike(id, reason(typed.get("reason")), actor);
        return "redirect:/disposition/certificates#homes";
    }

    private static String reason(@Nullable String typed) {
        if (typed == null || typed.isBlank() || typed.length() > LONGEST) {
            throw new BadParameter("reason", "Say in 1 to " + LONGEST + " characters why the home is lost.");
        }
        return typed.strip();
    }
}

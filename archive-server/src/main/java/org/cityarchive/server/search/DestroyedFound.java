package org.cityarchive.server.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cityarchive.server.capture.Stub;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The destroyed records that a search could have found, line by line: what the number beside the result counts. */
@Controller
@Tag(name = "records")
final class DestroyedFound {
    private final Findings findings;
    private final Positions positions;
    private final CityTimes times;

    DestroyedFound(Findings findings, Positions positions, CityTimes times) {
        this.findings = findings;
        this.positions = positions;
        this.times = times;
    }

    /**
     * Some of them, the newest first.
     *
     * @param certain whether they all answer
     * @param next number of the page that follows; null: this is the last
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<Line> items, long total, boolean certain, String sentence, @Nullable Long next) {}

    /** One of them. */
    record Line(String id, String kind, String account, Instant at, LocalDate dated, List<String> series, LocalDate destroyedOn,
            String disposition) {
        static Line of(Stub stub) {
            return new Line(stub.id().toString(), stub.kind(), stub.account().account().toString(), stub.at(), stub.dated(),
                    stub.series(), stub.endedOn(), stub.disposition().toString());
        }
    }

    @GetMapping(path = "/api/v1/records/destroyed", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    @Operation(summary = "Destroyed records that a search could have found", description = "Counted and listed by what remains of them; whether one would have answered to words is not known. Takes the parameters of a search; page counts from 1.")
    @Parameter(name = "page", description = "from 1")
    Listed json(Parameters given) {
        given.only("q", "account", "platform", "kind", "author", "authorKind", "from", "to", "deleted", "edited", "asOf",
                "knownAt", "limit", "page");
        var asked = asked(given);
        long page = page(given);
        var destroyed = findings.destroyed(asked);
        return new Listed(stubs(asked, page).stream().map(Line::of).toList(), destroyed.total(), destroyed.certain(),
                destroyed.sentence(), page * asked.limit() < destroyed.total() ? page + 1 : null);
    }

    @GetMapping("/search/destroyed")
    String page(Parameters given, Model model) {
        var asked = asked(given);
        long page = page(given);
        var destroyed = findings.destroyed(asked);
        var here = PageAddress.of("/search/destroyed");
        var search = PageAddress.of("/search");
        for (var name : List.of("q", "asOf", "knownAt", "limit")) {
            here = here.with(name, given.text(name).orElse(null));
            search = search.with(name, given.text(name).orElse(null));
        }
        model.addAttribute("q", asked.typed());
        model.addAttribute("search", search);
        model.addAttribute("destroyed", destroyed);
        model.addAttribute("stubs", stubs(asked, page));
        model.addAttribute("first", (page - 1) * asked.limit() + 1);
        model.addAttribute("back", page > 1 ? here.with("page", String.valueOf(page - 1)) : null);
        model.addAttribute("next", page * asked.limit() < destroyed.total() ? here.with("page", String.valueOf(page + 1)) : null);
        return "search/destroyed";
    }

    private Asked asked(Parameters given) {
        return Asked.of(given, times.city(), positions);
    }

    private static long page(Parameters given) {
        return Math.max(1, given.number("page").orElse(1L));
    }

    private List<Stub> stubs(Asked asked, long page) {
        return findings.stubs(asked, (page - 1) * asked.limit(), asked.limit());
    }
}

package org.cityarchive.server.capture;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.SignedIn;
import org.cityarchive.server.web.Problems;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Whatever is asked of a destroyed record is answered with what remains of it: people get its stub on every tab, programs its stub or 410. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TombstoneAdvice {
    private static final Pattern RECORD = Pattern.compile("/api/v1/records/[^/]+/?");

    private final AccountRegister accounts;
    private final Stubs stubs;
    private final WhoCan whoCan;

    TombstoneAdvice(AccountRegister accounts, Stubs stubs, WhoCan whoCan) {
        this.whoCan = whoCan;
        this.accounts = accounts;
        this.stubs = stubs;
    }

    @ExceptionHandler
    Object gone(RecordGone gone, HttpServletRequest request) {
        var stone = Tombstone.of(gone.record(), gone.life(), accounts);
        var stub = stubs.of(List.of(gone.record())).get(gone.record());
        var series = stub == null ? List.<String>of() : stub.series();
        var path = request.getRequestURI();
        if (RECORD.matcher(path).matches()) {
            return ResponseEntity.ok(TombstoneJson.of(stone, series));
        } else if (path.startsWith("/api/")) {
            return Problems.answer(Problems.named("record-destroyed", HttpStatus.GONE, "This record is destroyed",
                    "Record " + stone.id()
                            + " was lawfully destroyed; of it remain its id, kind and dates, and the certificate."));
        }
        var tab = path.substring(path.lastIndexOf('/') + 1);
        return new ModelAndView("capture/destroyed").addObject("stone", stone).addObject("series", series)
                .addObject("isClerk", SignedIn.now().role() == Role.CLERK).addObject("clerks", whoCan.in(Set.of(Role.CLERK)))
                .addObject("platform", RecordTitle.platform(stone.platform()))
                .addObject("tab", tab.equals(stone.id().toString()) ? "" : tab);
    }
}

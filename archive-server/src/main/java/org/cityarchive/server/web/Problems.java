package org.cityarchive.server.web;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Failure.NoRoom;
import org.cityarchive.core.law.Failure.OutcomeUnknown;
import org.cityarchive.core.law.Failure.StoreBusy;
import org.cityarchive.core.law.Failure.StoreUnavailable;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordSearch.UnknownCursor;
import org.cityarchive.server.vault.SealBroken;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

/** The one place that turns refusals, failures, bad parameters and defects into problem details (RFC 9457). */
public final class Problems {
    private static final String TYPE = "urn:city-archive:problem:";

    /** After how long to ask a database again that does not answer. */
    static final String AGAIN_SECONDS = "10";

    private Problems() {}

    /** The law's no: 409, with rule, citation and values. */
    public static ResponseEntity<ProblemDetail> of(Refusal refusal) {
        return answer(refused(refusal));
    }

    /** A problem as the answer of an endpoint. */
    public static ResponseEntity<ProblemDetail> answer(ProblemDetail problem) {
        var answer = ResponseEntity.status(problem.getStatus()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        var properties = problem.getProperties();
        if (properties != null && properties.get("retryAfter") instanceof Long seconds) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds.toString());
        }
        return answer.body(problem);
    }

    /** The problem of anything that was thrown; a defect when it is none of ours. */
    public static ProblemDetail of(Exception thrown) {
        return switch (thrown) {
            case Refused refused -> refused(refused.refusal());
            case Failure failure -> failure(failure);
            case DataAccessResourceFailureException e ->
                isFull(e) ? failure(new NoRoom("the database's disk is full")) : unavailable();
            case TransientDataAccessException _ -> busy();
            case SealBroken broken -> broken(broken);
            case CanonicalJson.Malformed _ -> named("fact-broken", HttpStatus.INTERNAL_SERVER_ERROR, "A fact is damaged",
                    "A fact that this needs cannot be read: its row was changed, cut off or exchanged in the database, and nothing"
                            + " of it is shown. An audit names it; whoever administers the archive can bring it back from a backup.");
            case BadParameter bad -> parameter(bad.parameter(), bad.why());
            case QueryError query -> query(query);
            case UnknownCursor unknown -> parameter("cursor", String.valueOf(unknown.getMessage()));
            case NotGranted not ->
                named("not-granted", HttpStatus.FORBIDDEN, "Not granted", String.valueOf(not.getMessage()));
            case NoSuch none -> named("not-found", HttpStatus.NOT_FOUND, "Not found", String.valueOf(none.getMessage()));
            case TooManyTries tries -> tooMany(tries.pause());
            case InvalidParameterException bad -> named("bad-parameter", HttpStatus.valueOf(bad.getErrorCode()),
                    "A parameter cannot be read", "The request's parameters are too many, or are not UTF-8 in percent signs.");
            case RequestRejectedException _ -> named("bad-request", HttpStatus.BAD_REQUEST, "Bad request",
                    "A parameter's name or a header holds a sign that none may hold.");
            case MethodArgumentTypeMismatchException wrong ->
                parameter(wrong.getName(), "The parameter " + wrong.getName() + " cannot be read.");
            case TypeMismatchException wrong -> parameter(String.valueOf(wrong.getPropertyName()), "A parameter cannot be read.");
            case MissingServletRequestParameterException missing -> missing(missing.getParameterName());
            case MissingServletRequestPartException missing -> missing(missing.getRequestPartName());
            case MissingRequestValueException _ ->
                named("bad-request", HttpStatus.BAD_REQUEST, "Bad request", "The request lacks a value.");
            case HttpMessageNotReadableException _ -> named("unreadable-body", HttpStatus.BAD_REQUEST, "The body cannot be read",
                    "The body is no JSON of the shape that this endpoint takes; /api/openapi.json shows it.");
            case MaxUploadSizeExceededException _ -> named("too-large", HttpStatus.CONTENT_TOO_LARGE, "Too large",
                    "The upload is larger than this archive takes over HTTP (setting upload.limit).");
            case ErrorResponse known ->
                named(word(known.getStatusCode().value()), HttpStatus.valueOf(known.getStatusCode().value()));
            default -> named("defect", HttpStatus.INTERNAL_SERVER_ERROR, "Something here is broken, and it is ours",
                    "Nothing was changed. The reference names this request in the log.");
        };
    }

    /** A problem by its HTTP status alone. */
    public static ProblemDetail named(String name, HttpStatus status) {
        var words = status.getReasonPhrase();
        return named(name, status, words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT), ""); // a sentence, as all titles are
    }

    public static ProblemDetail named(String name, HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create(TYPE + name));
        problem.setTitle(title);
        if (!detail.isEmpty()) {
            problem.setDetail(detail);
        }
        return problem;
    }

    /** A stable name for an HTTP status that has no better one. */
    static String word(int status) {
        var known = HttpStatus.resolve(status);
        return known == null ? "status-" + status : known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ProblemDetail parameter(String name, String why) {
        var problem = named("bad-parameter", HttpStatus.BAD_REQUEST, "A parameter cannot be read", why);
        problem.setProperty("parameter", name);
        return problem;
    }

    private static ProblemDetail missing(String name) {
        return parameter(name, "The parameter " + name + " is missing.");
    }

    private static ProblemDetail refused(Refusal refusal) {
        var problem = named(refusal.name(), HttpStatus.CONFLICT, "Refused", refusal.sentence());
        problem.setProperty("rule", refusal.citation().rule());
        problem.setProperty("citation", refusal.citation().source());
        problem.setProperty("values", Map.copyOf(refusal.values()));
        return problem;
    }

    private static ProblemDetail query(QueryError error) {
        var problem = named("query-unreadable", HttpStatus.BAD_REQUEST, "The query cannot be read", error.sentence());
        problem.setProperty("parameter", "q");
        problem.setProperty("position", error.position());
        problem.setProperty("length", error.length());
        return problem;
    }

    private static ProblemDetail failure(Failure failure) {
        return switch (failure) {
            case StoreBusy _ -> busy();
            case StoreUnavailable _ -> unavailable();
            case NoRoom full -> named("no-room", HttpStatus.INSUFFICIENT_STORAGE, "No room on the disk",
                    "Nothing of this was done: " + full.getMessage()
                            + ". What is kept can be read. Writing goes on by itself when there is room again.");
            case OutcomeUnknown _ ->
                named("outcome-unknown", HttpStatus.SERVICE_UNAVAILABLE, "It is not known whether this was done",
                        "The database went away while it was being written. Look whether it is there before you send it again.");
        };
    }

    private static ProblemDetail busy() {
        var problem = named("store-busy", HttpStatus.SERVICE_UNAVAILABLE, "The archive is busy",
                "The same facts were changed by others; nothing of this was done. Try again.");
        problem.setProperty("retryAfter", 1L);
        return problem;
    }

    private static ProblemDetail broken(SealBroken broken) {
        var problem = named("seal-broken", HttpStatus.INTERNAL_SERVER_ERROR, "A sealed part is damaged",
                broken.getMessage()
                        + ". It was changed, cut off or exchanged in the database; nothing of it is shown. Whoever administers"
                        + " the archive can bring it back from a backup.");
        problem.setProperty("subject", broken.subject().toString());
        problem.setProperty("part", broken.part());
        return problem;
    }

    private static boolean isFull(DataAccessException e) {
        return e.getRootCause() instanceof SQLException sql && "53100".equals(sql.getSQLState());
    }

    static ProblemDetail unavailable() {
        var problem = named("store-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The archive takes no writes now",
                "The database or its disk does not answer; nothing of this was done.");
        problem.setProperty("retryAfter", Long.valueOf(AGAIN_SECONDS));
        return problem;
    }

    private static ProblemDetail tooMany(Duration wait) {
        var problem = named("too-many-tries", HttpStatus.TOO_MANY_REQUESTS, "Too many tries",
                "Too many wrong codes came from this address. Wait a minute and try again.");
        problem.setProperty("retryAfter", wait.toSeconds());
        return problem;
    }
}

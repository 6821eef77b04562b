package dev.paco.gateway.admission;

import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Refuses paths that two programs could understand differently, such as a proxy and this one: empty and dot segments, parameters
 * of segments, and encoded forms of the characters that divide a path, that are encoded themselves, or that cannot be seen.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6">RFC 3986, section 6: normalization and comparison</a>
 */
@Component
@Order(AdmissionCheck.PATH)
final class PathCheck implements AdmissionCheck {

    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|;|\\\\|(^|/)\\.{1,2}(/|$)|%(2[eEfF5]|3[bB]|5[cC]|[01][0-9a-fA-F]|7[fF])");

    /** Each form above has at least one of these. */
    private static final String SUSPICIOUS = "%;\\.";

    private final ProblemResponses responses;

    PathCheck(ProblemResponses responses) {
        this.responses = responses;
    }

    @Override
    public @Nullable Mono<Void> answer(ServerWebExchange exchange) {
        String path = exchange.getRequest().getPath().value();
        return isAmbiguous(path)
                ? responses.write(
                        exchange.getResponse(), Problem.of(ProblemCode.MALFORMED_REQUEST, "The path is not acceptable"))
                : null;
    }

    static boolean isAmbiguous(String path) {
        return (isSuspicious(path) || path.contains("//"))
                && AMBIGUOUS.matcher(path).find();
    }

    private static boolean isSuspicious(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (SUSPICIOUS.indexOf(path.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}

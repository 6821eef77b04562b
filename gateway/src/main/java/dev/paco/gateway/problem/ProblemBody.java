package dev.paco.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The members of a problem document.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
@Schema(name = "Problem")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(String type, String title, int status, String detail, String code, List<FieldFault> errors) {

    static ProblemBody of(Problem problem) {
        ProblemCode code = problem.code();
        return new ProblemBody(
                "urn:paco:problem:" + code.code(),
                code.title(),
                code.status().value(),
                problem.detail(),
                code.code(),
                problem.errors());
    }
}

package dev.paco.gateway.auth;

import dev.paco.gateway.problem.Problem;
import java.util.function.Function;

/** An answer, or why there is none. */
sealed interface AuthResult<A> {

    <T> T fold(Function<? super A, T> granted, Function<Problem, T> refused);

    record Granted<A>(A answer) implements AuthResult<A> {
        @Override
        public <T> T fold(Function<? super A, T> granted, Function<Problem, T> refused) {
            return granted.apply(answer);
        }
    }

    record Refused<A>(Problem problem) implements AuthResult<A> {
        @Override
        public <T> T fold(Function<? super A, T> granted, Function<Problem, T> refused) {
            return refused.apply(problem);
        }
    }
}

package dev.paco.gateway.connection;

import dev.paco.gateway.problem.Problem;
import dev.paco.gateway.problem.ProblemCode;
import dev.paco.gateway.problem.ProblemResponses;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.springframework.http.MediaType;

/**
 * Refuses requests that two programs could understand differently, and says why where the server itself refuses one
 * without a word. The connection is closed in both cases. One for each connection; runs on its event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, section 3.2: exactly one Host</a>
 */
final class RequestForm extends ChannelDuplexHandler {

    private static final int URI_TOO_LONG = 414;
    private static final int HEADERS_TOO_LARGE = 431;

    private final ProblemResponses problems;
    private boolean answered;

    RequestForm(ProblemResponses problems) {
        this.problems = problems;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) throws Exception {
        if (part instanceof HttpRequest) {
            answered = false;
        } else if (part instanceof HttpContent content
                && content.decoderResult().isFailure()) {
            content.release();
            endInside(context);
            return;
        }
        if (part instanceof HttpRequest request && request.decoderResult().isSuccess() && !isUnderstood(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("version or Host")));
        }
        super.channelRead(context, part);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            answered = true;
        }
        if (message instanceof FullHttpResponse response && isBareRefusal(response)) {
            response.release();
            super.write(context, problem(response.status()), promise);
        } else {
            super.write(context, message, promise);
        }
    }

    /** The server would answer, too, but not tell whoever waits for the rest, and answers a second time then. */
    private void endInside(ChannelHandlerContext context) {
        if (answered) {
            var unused = context.close();
        } else {
            var unused = context.writeAndFlush(problem(HttpResponseStatus.BAD_REQUEST))
                    .addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static boolean isUnderstood(HttpRequest request) {
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        return request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                ? hosts == 1
                : request.protocolVersion().equals(HttpVersion.HTTP_1_0) && hosts <= 1;
    }

    /** Without a body, before the end of the connection: whatever was asked, nothing after it can be misread. */
    private static boolean isBareRefusal(FullHttpResponse response) {
        return response.status().code() >= 400
                && !response.content().isReadable()
                && response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private FullHttpResponse problem(HttpResponseStatus status) {
        byte[] body = problems.bytes(problemOf(status.code()));
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
        return answer;
    }

    private static Problem problemOf(int status) {
        return switch (status) {
            case URI_TOO_LONG -> Problem.of(ProblemCode.URI_TOO_LONG, "The request line is longer than is accepted");
            case HEADERS_TOO_LARGE ->
                Problem.of(ProblemCode.HEADERS_TOO_LARGE, "The headers are larger than is accepted");
            default -> Problem.of(ProblemCode.MALFORMED_REQUEST, "This is no well-formed HTTP request");
        };
    }
}

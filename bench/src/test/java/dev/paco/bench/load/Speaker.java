package dev.paco.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/** One connection: sends what is due, one at a time, and times the answers. On its event loop alone. */
final class Speaker extends ChannelInboundHandlerAdapter {

    private static final int REQUEST_BYTES = 2_048;
    private static final int NO_STATUS = 0;

    private final int number;
    private final Schedule schedule;
    private final Requests requests;
    private final Measurement measurement;
    private long start;
    private long sequence;
    private long due;
    private int status;
    private boolean waiting;

    Speaker(int number, Schedule schedule, Requests requests, Measurement measurement) {
        this.number = number;
        this.schedule = schedule;
        this.requests = requests;
        this.measurement = measurement;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        start = System.nanoTime();
        next(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        if (part instanceof HttpResponse response) {
            status = response.status().code();
        }
        boolean last = part instanceof LastHttpContent;
        ReferenceCountUtil.release(part);
        if (last) {
            waiting = false;
            measurement.answered(status, System.nanoTime() - due);
            next(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (waiting) {
            waiting = false;
            measurement.answered(NO_STATUS, System.nanoTime() - due);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var unused = context.close();
    }

    private void next(ChannelHandlerContext context) {
        long now = System.nanoTime();
        long after = schedule.dueAfter(number, sequence++);
        due = after == 0 ? now : start + after;
        if (due <= now) {
            send(context);
        } else {
            var unused = context.executor().schedule(() -> send(context), due - now, TimeUnit.NANOSECONDS);
        }
    }

    private void send(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            waiting = true;
            ByteBuf buffer = context.alloc().buffer(REQUEST_BYTES);
            requests.write(number, buffer);
            var unused = context.writeAndFlush(buffer);
        }
    }
}

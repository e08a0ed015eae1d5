// SPDX-License-Identifier: Apache-2.0
package io.vastar.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2PingFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2PingFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import io.vastar.testkit.TestIdentity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** Netty's HTTP/2 server, which does by path what other servers seldom do and is strict with its clients. */
final class NettyHttp2Server implements AutoCloseable {
    static final int LARGE_BYTES = 3_000_000;
    static final int GOODBYE_EVERY = 20;
    private static final int PADDING = 255;
    private static final int MANY_FIELDS = 200;

    final AtomicInteger pings = new AtomicInteger();
    final AtomicInteger pingAcks = new AtomicInteger();
    final AtomicInteger connections = new AtomicInteger();

    /** What Netty found wrong with its clients, and what they told it when they left. */
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();

    /** Of the last request, {@code name: value}. */
    volatile List<String> fields = List.of();

    private final AtomicInteger farewells = new AtomicInteger();
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SslContext tls;
    private final Http2Settings settings;
    private final Channel listener;

    /** @param identity null for a server without TLS */
    NettyHttp2Server(TestIdentity identity, Http2Settings settings) throws IOException {
        this.settings = settings;
        tls = identity == null
                ? null
                : SslContextBuilder.forServer(bytes(identity.chainPem()), bytes(identity.keyPem()))
                        .applicationProtocolConfig(new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_2))
                        .build();
        listener = new ServerBootstrap()
                .group(threads)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        connect(channel);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    String url() {
        return (tls == null ? "http://127.0.0.1:" : "https://localhost:")
                + ((InetSocketAddress) listener.localAddress()).getPort();
    }

    private void connect(Channel channel) {
        connections.incrementAndGet();
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(
                        Http2FrameCodecBuilder.forServer()
                                .initialSettings(settings)
                                .build(),
                        new Http2MultiplexHandler(new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel stream) {
                                stream.pipeline().addLast(new Stream());
                            }
                        }),
                        new Connection());
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /** What concerns no stream. */
    private final class Connection extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2PingFrame ping && ping.ack()) {
                pingAcks.incrementAndGet();
            } else if (frame instanceof Http2GoAwayFrame farewell && farewell.errorCode() != 0) {
                complaints.add("GOAWAY " + farewell.errorCode());
            }
            ReferenceCountUtil.release(frame);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            complaints.add(cause.toString());
            context.close();
        }
    }

    /** Answers when the request is complete. */
    private final class Stream extends ChannelInboundHandlerAdapter {
        private String path;
        private long received;

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            boolean end = false;
            if (frame instanceof Http2HeadersFrame head) {
                path = head.headers().path().toString();
                fields = StreamSupport.stream(head.headers().spliterator(), false)
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .toList();
                end = head.isEndStream();
            } else if (frame instanceof Http2DataFrame data) {
                received += data.content().readableBytes();
                end = data.isEndStream();
            }
            ReferenceCountUtil.release(frame);
            if (end) {
                answer(context);
            }
        }

        private void answer(ChannelHandlerContext context) {
            switch (path) {
                case "/empty" -> head(context, new DefaultHttp2Headers().status("204"), true, 0);
                case "/large" -> plain(context, Unpooled.wrappedBuffer(new byte[LARGE_BYTES]));
                case "/padded" -> {
                    head(context, ok(), false, PADDING);
                    for (int padding = 0; padding <= PADDING; padding++) {
                        body(context, "hello", padding == PADDING, padding);
                    }
                }
                case "/trailers" -> {
                    head(context, ok(), false, 0);
                    body(context, "hello", false, 0);
                    head(context, new DefaultHttp2Headers().add("grpc-status", "0"), true, PADDING);
                }
                case "/long-head" -> {
                    Http2Headers headers = ok();
                    for (int i = 0; i < MANY_FIELDS; i++) {
                        headers.add("x-field-" + i, Integer.toString(i).repeat(50));
                    }
                    head(context, headers, false, 0);
                    body(context, "hello", true, 0);
                }
                case "/reset" -> {
                    head(context, ok(), false, 0);
                    body(context, "hel", false, 0);
                    context.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.ENHANCE_YOUR_CALM));
                }
                case "/ping" -> {
                    context.channel().parent().write(new DefaultHttp2PingFrame(pings.incrementAndGet()));
                    plain(context, text("hello"));
                }
                case "/goodbye" -> {
                    plain(context, text("hello"));
                    if (farewells.incrementAndGet() % GOODBYE_EVERY == 0) {
                        context.channel().parent().close(); // says GOAWAY and lets the streams that it knows end
                    }
                }
                default -> plain(context, text(path + " " + received));
            }
            context.flush();
        }

        private Http2Headers ok() {
            return new DefaultHttp2Headers().status("200").add("server", "netty");
        }

        private void plain(ChannelHandlerContext context, ByteBuf body) {
            head(context, ok().addInt("content-length", body.readableBytes()), false, 0);
            context.write(new DefaultHttp2DataFrame(body, true));
        }

        private void head(ChannelHandlerContext context, Http2Headers headers, boolean end, int padding) {
            context.write(new DefaultHttp2HeadersFrame(headers, end, padding));
        }

        private void body(ChannelHandlerContext context, String text, boolean end, int padding) {
            context.write(new DefaultHttp2DataFrame(text(text), end, padding));
        }

        private ByteBuf text(String text) {
            return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        }
    }
}

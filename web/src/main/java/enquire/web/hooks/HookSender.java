package enquire.web.hooks;

import enquire.web.wiki.ProductVersion;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Sends one body to one target and says what came of it. It follows no redirect, keeps no cookie,
 * and connects to no address that it has not looked at. Thread-safe; started with the first hook.
 */
final class HookSender implements AutoCloseable {

    /** Where names lead. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /**
     * @param status of HTTP; 0 if there was none
     * @param retryAfter how long the target wants to be left alone
     */
    record Answer(Outcome.Result result, int status, Optional<Duration> retryAfter) {}

    /** What is read of an answer: nobody needs any of it. */
    private static final int ANSWER_BYTES_MAX = 16_384;

    private static final Duration CONNECT_TIME = Duration.ofSeconds(10);
    private static final int THREADS_MAX = 8;

    private static final class ForbiddenAddressException extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final class LongAnswerException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * Those that may not reach this computer and private networks have connections of their own.
     */
    private final HttpClient far;

    private final HttpClient near;

    /** Unencrypted, and never beyond private networks, whatever a name leads to. */
    private final HttpClient plain;

    private final Names names;

    HookSender(Names names) {
        this.names = names;
        far = client(address -> TargetAddress.isAllowed(address, false));
        near = client(address -> TargetAddress.isAllowed(address, true));
        plain = client(TargetAddress::isNearby);
    }

    private HttpClient client(Predicate<InetAddress> allowed) {
        var threads = new QueuedThreadPool(THREADS_MAX, 1);
        threads.setName("hooks");
        threads.setDaemon(true);
        var connector = new ClientConnector();
        connector.setSslContextFactory(new SslContextFactory.Client());
        connector.setExecutor(threads);
        connector.setSelectors(1);
        connector.setConnectTimeout(CONNECT_TIME);
        var client = new HttpClient(new HttpClientTransportOverHTTP(connector));
        client.setExecutor(threads);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(
                new HttpField(HttpHeader.USER_AGENT, "Enquire/" + ProductVersion.text()));
        client.setMaxResponseHeadersSize(ANSWER_BYTES_MAX);
        client.setSocketAddressResolver(resolver(allowed));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the client for hooks does not start", e);
        }
        // Neither logins nor redirects nor packed answers are dealt with.
        client.getProtocolHandlers().clear();
        client.getContentDecoderFactories().clear();
        return client;
    }

    /** What it gives is connected to, and nothing is looked up again. */
    private SocketAddressResolver resolver(Predicate<InetAddress> allowed) {
        return (host, port, context, promise) ->
                Thread.ofVirtual()
                        .name("hook-names")
                        .start(() -> resolve(host, port, allowed, promise));
    }

    private void resolve(
            String host,
            int port,
            Predicate<InetAddress> allowed,
            Promise<List<InetSocketAddress>> promise) {
        var found = new ArrayList<InetSocketAddress>();
        try {
            for (InetAddress address : names.addresses(bare(host))) {
                if (allowed.test(address)) {
                    found.add(new InetSocketAddress(address, port));
                }
            }
        } catch (UnknownHostException | RuntimeException e) {
            promise.failed(e);
            return;
        }
        if (found.isEmpty()) {
            promise.failed(new ForbiddenAddressException());
        } else {
            promise.succeeded(found);
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Returns within {@code atMost}, and a little. */
    Answer send(Hook hook, Due due, Instant now, Duration atMost) throws InterruptedException {
        byte[] body = due.body().getBytes(StandardCharsets.UTF_8);
        String signature =
                HookSignature.of(hook.secret(), due.message(), now.getEpochSecond(), body);
        var answer = new CompletableFuture<Answer>();
        HttpClient client = client(hook.wanted());
        try {
            request(client, hook, due, now, atMost, body, signature).send(new Reading(answer));
        } catch (RuntimeException e) {
            return new Answer(Outcome.Result.BROKEN, 0, Optional.empty());
        }
        try {
            return answer.get(atMost.toMillis() + 1_000, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return new Answer(Outcome.Result.LATE, 0, Optional.empty());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpClient client(Hook.Wanted wanted) {
        boolean encrypted = "https".equalsIgnoreCase(URI.create(wanted.url()).getScheme());
        return !encrypted ? plain : wanted.nearby() ? near : far;
    }

    private static Request request(
            HttpClient client,
            Hook hook,
            Due due,
            Instant now,
            Duration atMost,
            byte[] body,
            String signature) {
        return client.newRequest(URI.create(hook.wanted().url()))
                .method(HttpMethod.POST)
                .timeout(atMost.toMillis(), TimeUnit.MILLISECONDS)
                .headers(headers ->
                        headers.put("webhook-id", due.message())
                                .put("webhook-timestamp", now.getEpochSecond())
                                .put("webhook-signature", signature))
                .body(new BytesRequestContent("application/json", body));
    }

    private record Reading(CompletableFuture<Answer> answer, AtomicLong read)
            implements Response.Listener {

        Reading(CompletableFuture<Answer> answer) {
            this(answer, new AtomicLong());
        }

        @Override
        public void onContent(Response response, ByteBuffer content) {
            if (read.addAndGet(content.remaining()) > ANSWER_BYTES_MAX) {
                response.abort(new LongAnswerException());
            }
        }

        @Override
        public void onComplete(Result result) {
            answer.complete(answerOf(result));
        }
    }

    private static Answer answerOf(Result result) {
        Throwable failure = result.getFailure();
        // Who said yes and goes on talking has said yes.
        if (failure == null || failure instanceof LongAnswerException) {
            int status = result.getResponse().getStatus();
            return new Answer(
                    status >= 200 && status < 300
                            ? Outcome.Result.DELIVERED
                            : Outcome.Result.REFUSED,
                    status,
                    retryAfter(result.getResponse()));
        }
        return new Answer(result(failure), 0, Optional.empty());
    }

    private static Optional<Duration> retryAfter(Response response) {
        String given = response.getHeaders().get(HttpHeader.RETRY_AFTER);
        return Optional.ofNullable(given)
                .filter(text -> text.matches("\\d{1,5}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static Outcome.Result result(Throwable failure) {
        return switch (failure) {
            case ForbiddenAddressException e -> Outcome.Result.FORBIDDEN;
            case UnknownHostException e -> Outcome.Result.UNKNOWN;
            case TimeoutException e -> Outcome.Result.LATE;
            case SocketTimeoutException e -> Outcome.Result.UNREACHABLE;
            case ConnectException e -> Outcome.Result.UNREACHABLE;
            case NoRouteToHostException e -> Outcome.Result.UNREACHABLE;
            case SSLException e -> Outcome.Result.UNTRUSTED;
            default -> Outcome.Result.BROKEN;
        };
    }

    @Override
    public void close() {
        for (HttpClient client : List.of(far, near, plain)) {
            try {
                client.stop();
            } catch (Exception e) {
                throw new IllegalStateException("the client for hooks does not stop", e);
            }
        }
    }
}

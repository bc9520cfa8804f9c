package enquire.web.pages;

import enquire.sync.node.Node;
import enquire.web.http.Call;
import enquire.web.http.Json;
import enquire.web.http.Reply;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code /-/health} and {@code /-/metrics}. */
final class HealthHandlers {

    private final Node node;

    /** Made when somebody first asks: nobody else pays for it. */
    private Optional<PrometheusMeterRegistry> registry = Optional.empty();

    HealthHandlers(Node node) {
        this.node = node;
    }

    Reply health(Call call) {
        return Json.reply(Map.of("status", "up", "wikis", node.wikis().size()));
    }

    Reply metrics(Call call) {
        return Reply.text(200, "text/plain; version=0.0.4; charset=utf-8", registry().scrape());
    }

    private synchronized PrometheusMeterRegistry registry() {
        if (registry.isEmpty()) {
            var made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new JvmMemoryMetrics().bindTo(made);
            new JvmThreadMetrics().bindTo(made);
            new ProcessorMetrics().bindTo(made);
            Gauge.builder("enquire_wikis", node, n -> n.wikis().size()).register(made);
            Gauge.builder(
                            "enquire_pages",
                            node,
                            n ->
                                    n.wikis().stream()
                                            .mapToInt(wiki -> wiki.repository().pageCount())
                                            .sum())
                    .register(made);
            bindPeers(made);
            registry = Optional.of(made);
        }
        return registry.get();
    }

    private void bindPeers(PrometheusMeterRegistry made) {
        Gauge.builder("enquire_peer_connections", node, n -> n.peerStatistics().connections())
                .register(made);
        FunctionCounter.builder("enquire_peer_bytes", node, n -> n.peerStatistics().bytesReceived())
                .tag("direction", "received")
                .register(made);
        FunctionCounter.builder("enquire_peer_bytes", node, n -> n.peerStatistics().bytesSent())
                .tag("direction", "sent")
                .register(made);
        FunctionTimer.builder(
                        "enquire_peer_in_sync",
                        node,
                        n -> n.peerStatistics().inSync(),
                        n -> n.peerStatistics().inSyncTime().toNanos(),
                        TimeUnit.NANOSECONDS)
                .register(made);
    }
}

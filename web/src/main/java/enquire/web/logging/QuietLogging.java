package enquire.web.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;

/**
 * Warnings and errors on stderr, everything else nowhere until {@link LogFile} is open. In code,
 * since reading an XML configuration takes a tenth of a second of each start (measured). Found by
 * logback through {@code META-INF/services}.
 */
public final class QuietLogging extends ContextAwareBase implements Configurator {

    static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{20} "
                    + LogLines.MESSAGE
                    + "%n%failure{12}";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err");
        console.setEncoder(
                LogLines.encoder(context, "%level " + LogLines.MESSAGE + "%n%failure{0}"));
        var warnings = new ThresholdFilter();
        warnings.setLevel(Level.WARN.levelStr);
        warnings.start();
        console.addFilter(warnings);
        console.start();
        var repeated = new RepeatedMessages(RepeatedMessages.WINDOW);
        repeated.setContext(context);
        repeated.start();
        context.addTurboFilter(repeated);
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        context.getLogger("enquire").setLevel(Level.INFO);
        // Strangers on the local network choose what it warns of.
        context.getLogger("javax.jmdns").setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}

package enquire.web.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import enquire.storage.StorageException;

/** How a message is written, on the terminal and in the file. */
final class LogLines {

    /** One line: what a message repeats of a request must not look like a message of its own. */
    static final String MESSAGE = "%replace(%msg){'\\p{Cc}+', ' '}";

    private LogLines() {}

    /**
     * @param pattern as Logback has it, with {@code %failure} in the place of {@code %ex}
     */
    static Encoder<ILoggingEvent> encoder(LoggerContext context, String pattern) {
        var layout = new PatternLayout();
        layout.setContext(context);
        layout.getInstanceConverterMap().put("failure", Failure::new);
        layout.setPattern(pattern);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    /**
     * As {@code %ex}; but of a disk that refuses, its sentence alone, and none if the message has
     * it: no line of the program is at fault.
     */
    static final class Failure extends ThrowableProxyConverter {

        @Override
        public String convert(ILoggingEvent event) {
            boolean disk =
                    event.getThrowableProxy() instanceof ThrowableProxy proxy
                            && proxy.getThrowable() instanceof StorageException failure
                            && failure.isOfTheDisk();
            if (!disk) {
                return super.convert(event);
            }
            String sentence = String.valueOf(event.getThrowableProxy().getMessage());
            return event.getFormattedMessage().contains(sentence)
                    ? ""
                    : "  %s%n".formatted(sentence.replaceAll("\\p{Cc}+", " "));
        }
    }
}

package enquire.web.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import enquire.storage.DiskWords;
import enquire.storage.StorageException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

        /** Two throwables may name one another as their cause. A guess. */
        private static final int CAUSES_MAX = 20;

        @Override
        public String convert(ILoggingEvent event) {
            Optional<String> disk =
                    event.getThrowableProxy() instanceof ThrowableProxy proxy
                            ? ofTheDisk(proxy.getThrowable())
                            : Optional.empty();
            return disk.map(sentence -> line(event, sentence))
                    .orElseGet(() -> super.convert(event));
        }

        private static Optional<String> ofTheDisk(Throwable failure) {
            if (failure instanceof StorageException storage && storage.isOfTheDisk()) {
                return Optional.of(String.valueOf(storage.getMessage()));
            }
            // A library, such as that of the search, may say so only at the bottom of its own.
            return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                    .limit(CAUSES_MAX)
                    .filter(IOException.class::isInstance)
                    .map(IOException.class::cast)
                    .filter(DiskWords::isFull)
                    .findFirst()
                    .map(full -> DiskWords.reason(full) + ". " + DiskWords.advice(full));
        }

        private static String line(ILoggingEvent event, String sentence) {
            return event.getFormattedMessage().contains(sentence)
                    ? ""
                    : "  %s%n".formatted(sentence.replaceAll("\\p{Cc}+", " "));
        }
    }
}

package enquire.sync.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import enquire.sync.transport.DialException.Why;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the system says when nobody is reached; those that loopback can provoke stand elsewhere. */
class DialExceptionTest {

    @ParameterizedTest
    @CsvSource({
        "refused, REFUSED",
        "timed out, SILENT",
        "connect timeout, SILENT",
        "no answer, SILENT",
        "no route, NO_ROUTE",
        "unreachable, NO_ROUTE",
        "unknown host, NO_SUCH_NAME",
        "closed, BROKE_OFF",
        "reset, BROKE_OFF",
        "pipe, BROKE_OFF",
        "tls, NOT_ENQUIRE",
        "tls ended, BROKE_OFF",
        "tls closed, BROKE_OFF",
        "other, OTHER"
    })
    void whatTheSystemSaysIsOneOfAFewThings(String what, Why why) {
        Exception said =
                switch (what) {
                    case "refused" -> new ConnectException("Connection refused");
                    case "timed out" -> new ConnectException("Connection timed out");
                    case "connect timeout" -> new SocketTimeoutException("Connect Timeout");
                    case "no answer" -> new TimeoutException();
                    case "no route" -> new NoRouteToHostException("No route to host");
                    case "unreachable" -> new SocketException("Network is unreachable");
                    case "unknown host" -> new UnknownHostException("alices-laptop");
                    case "closed" -> new ClosedChannelException();
                    case "reset" -> new SocketException("Connection reset");
                    case "pipe" -> new IOException("Broken pipe");
                    case "tls" -> new SSLHandshakeException("no TLS");
                    case "tls closed" -> new SSLHandshakeException("Abruptly closed by peer");
                    case "tls ended" -> new SSLException("closed", new EOFException());
                    default -> new Exception("something else");
                };

        assertEquals(why, new DialException("said", new ExecutionException(said)).why());
    }
}

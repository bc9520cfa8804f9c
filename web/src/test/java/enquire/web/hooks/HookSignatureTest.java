package enquire.web.hooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class HookSignatureTest {

    /**
     * The example that the libraries of Standard Webhooks are tested with ("sign function works").
     */
    @Test
    void itIsThatOfThePublishedExample() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                HookSignature.of(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSecretIsAsTheSpecificationWritesOne() {
        String secret = HookSignature.newSecret(new SecureRandom());
        assertTrue(secret.matches("whsec_[A-Za-z0-9+/]{43}="), secret);
    }
}

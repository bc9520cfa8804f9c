package enquire.web.http;

/**
 * What went wrong (RFC 9457).
 *
 * @param status of HTTP
 * @param title a short sentence
 * @param detail what is safe and what to do
 */
public record Problem(int status, String title, String detail) {}

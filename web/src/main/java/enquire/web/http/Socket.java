package enquire.web.http;

/** Our end of one WebSocket. Its methods are called by one thread at a time, in order. */
public interface Socket {

    /** May block: the next message is read when this returns. */
    void received(String text);

    /** Called once, whoever closed it. */
    void closed();

    /** The other end of a socket. Thread-safe. */
    interface Channel {

        /**
         * Queues a message. Messages arrive in the order of the calls. A channel whose queue is
         * full closes: the other side reconnects and asks for what it lacks.
         */
        void send(String text);

        /**
         * @param code of RFC 6455, section 7.4
         */
        void close(int code, String reason);
    }

    /** Decides about an upgrade. Thread-safe. */
    @FunctionalInterface
    interface Acceptor {

        /**
         * @throws ProblemException if there is nothing at this address
         */
        Opener accept(Call call);
    }

    /** Makes our end once the other is there. */
    @FunctionalInterface
    interface Opener {
        Socket open(Channel channel);
    }
}

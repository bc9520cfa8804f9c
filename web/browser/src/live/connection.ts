// The live socket: one connection at a time, begun anew with growing pauses when it breaks.
import type { NodeFrame, TabFrame } from "./frames";

/** First pause before connecting again, in milliseconds; doubled each time. (Guess.) */
const FIRST_PAUSE_MILLIS = 250;

/** Longest pause, in milliseconds: a node that is back should be noticed while one looks. */
const LONGEST_PAUSE_MILLIS = 5_000;

/** After this long without a connection the node counts as not answering (screens, section 5). */
export const UNREACHABLE_AFTER_MILLIS = 3_000;

/** A connection that is not open after this long is given up, in milliseconds. (Guess.) */
const CONNECT_TIMEOUT_MILLIS = 8_000;

/** The pause before attempt `attempt` (from 0), between half and all of the doubled time. */
export function pauseMillis(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** Math.min(attempt, 10));
  return full / 2 + (full / 2) * random();
}

export interface ConnectionEvents {
  /** The socket is open: say what this tab wants. */
  opened(): void;
  received(frame: NodeFrame): void;
  /** The socket is gone. May come without `opened` before it. */
  closed(): void;
  /** Nothing answered for {@link UNREACHABLE_AFTER_MILLIS}, or it does again. */
  reachable(isReachable: boolean): void;
}

export class Connection {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private retry: number | undefined;
  private lost: number | undefined;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly events: ConnectionEvents,
  ) {
    window.addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.now();
    });
  }

  start(): void {
    this.noteLoss();
    this.connect();
  }

  /** Whether the frame was handed to the socket. */
  send(frame: TabFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }

  /** Close this connection and begin another. */
  again(): void {
    this.socket?.close(4000, "begin again");
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    clearTimeout(this.lost);
    this.socket?.close(1000);
  }

  /** Connects again after {@link stop}. */
  resume(): void {
    this.stopped = false;
    this.lost = undefined;
    this.start();
  }

  private now(): void {
    if (this.socket || this.stopped) return;
    clearTimeout(this.retry);
    this.connect();
  }

  private connect(): void {
    const socket = new WebSocket(this.url);
    this.socket = socket;
    const timeout = setTimeout(() => socket.close(), CONNECT_TIMEOUT_MILLIS);
    socket.addEventListener("open", () => {
      clearTimeout(timeout);
      clearTimeout(this.lost);
      this.lost = undefined;
      this.events.reachable(true);
      this.events.opened();
    });
    socket.addEventListener("message", ({ data }) => {
      this.attempt = 0;
      this.events.received(JSON.parse(String(data)) as NodeFrame);
    });
    socket.addEventListener("close", () => {
      clearTimeout(timeout);
      if (this.socket !== socket) return;
      this.socket = null;
      this.events.closed();
      if (this.stopped) return;
      this.noteLoss();
      this.retry = window.setTimeout(() => this.connect(), pauseMillis(this.attempt++, Math.random));
    });
  }

  private noteLoss(): void {
    this.lost ??= window.setTimeout(() => this.events.reachable(false), UNREACHABLE_AFTER_MILLIS);
  }
}

import type { OnProgress } from "../progress.js";

/** How downloads behave. */
export interface DownloadOptions {
  /** Default: a GET over Node's own HTTP client. Redirects have to come back as they are. */
  readonly fetch: (
    url: string,
    init: {
      readonly headers: Readonly<Record<string, string>>;
      readonly redirect: "manual";
      readonly signal: AbortSignal;
    },
  ) => Promise<Response>;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: OnProgress;
  /** Waits between attempts. */
  readonly sleep: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  /** Spreads the waits; a number in [0, 1). */
  readonly random: () => number;
  /** The present time in milliseconds. */
  readonly now: () => number;
  /** Attempts in a row that bring no new byte, after which an address is given up. Default: 5. */
  readonly attempts: number;
  /** An attempt is broken off when fewer than `stallBytes` came in `stallMs`. Default: 1024 bytes in 30 s. */
  readonly stallMs: number;
  readonly stallBytes: number;
  /** A file whose size the manifest does not know may have this many bytes. Default: 16 GiB. */
  readonly maxUnknownBytes: number;
  /** Default: 5. */
  readonly maxRedirects: number;
  /** Connections to one host at a time. Default: 3. */
  readonly perHost: number;
  readonly userAgent: string;
}

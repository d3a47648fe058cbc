import type { InboxItem } from './inbox.ts';

/** What one person is told once a day instead of at once. */
export interface Digest {
  /** The same for the same person and day, however often it is tried. */
  readonly id: string;
  readonly collaboration: string;
  readonly person: string;
  /** The collaboration's calendar day on which it goes out. */
  readonly day: string;
  /** Oldest first, at least one. */
  readonly items: readonly InboxItem[];
}

/**
 * Brings digests to people by whatever way: the port that e-mail will fill. Who implements it keeps this contract:
 *
 * - `deliver` resolves when the way has taken the digest over for good (an SMTP server's 250), and throws when it has
 *   not: then the notifications stay kept back and go with the digest of a later day.
 * - It may be called twice for one digest, after a crash between taking it over and saying so: a digest with an id
 *   that was taken over before is not sent again (an e-mail's Message-ID is made from it).
 * - The digest holds ids and kinds only. The address comes from the directory of people when it is sent, and is
 *   written nowhere else; the message says how many things of which kind wait and links to the page where they are
 *   read after signing in. No text of the collaboration leaves the platform: free text is the main leak (rule 28).
 * - A person without an address is no error: what they are told lies in their inbox in any case.
 */
export interface Courier {
  deliver(digest: Digest): Promise<void>;
}

/** The way within the platform: the digest is in the person's inbox, where it is shown once it is delivered. */
export const inboxOnly: Courier = { deliver: () => Promise.resolve() };

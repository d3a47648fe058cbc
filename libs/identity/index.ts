import { InboxResolver } from './inbox.resolver.ts';
import { MembershipResolver } from './membership.resolver.ts';
import { PeopleResolver } from './people.resolver.ts';

export const identityResolvers = [InboxResolver, PeopleResolver, MembershipResolver];
export { COLLABORATIONS_OF, type CollaborationsOf } from './membership.resolver.ts';
export { invitationStands, joined } from './membership.joining.ts';
export { collaborationsOf } from './people.reading.ts';
export { Forgetting, NotForgottenYet, type StandingRefusal, type WordsForgotten } from './forgetting.ts';
export { inboxOnly, type Courier, type Digest } from './courier.ts';
export {
  Inbox,
  NotificationKind,
  notificationKinds,
  NotificationWay,
  type InboxItem,
  type Notification,
  type NotificationCause,
  type Visit,
} from './inbox.ts';
export { notificationWords } from './notification.words.ts';
export { roleLabels } from './people.words.ts';
export { Details, People, type AboutPerson, type Identity, type Person } from './people.ts';
export { delivering } from './digest.reaction.ts';
export { Bearers, NoBearer, tokenIssuer, TokenIssuerSettings, type Bearer, type TokenIssuer } from './bearer.ts';
export {
  machineKey,
  Machines,
  machineScopes,
  ownIssuer,
  type KeyComplaint,
  type Machine,
  type MachineComplaint,
  type MachineKey,
  type MachineScope,
} from './machines.ts';
export { Accounts, invitationMs, passwordLength, type AccountComplaint, type OpenedAccount } from './accounts.ts';
export {
  demonstrationAccount,
  EmbeddedProvider,
  embeddedPath,
  interactionPath,
  type EmbeddedAddresses,
  type EmbeddedPages,
} from './embedded-provider.ts';
export { EmbeddedStore } from './embedded-store.ts';
export { isLoopback, NotSignedIn, RelyingParty, type ProviderSettings } from './relying-party.ts';
export { Sessions, sessionLimits, type Attempt, type OpenSession } from './sessions.ts';
export { Throttle, throttleLimits } from './throttle.ts';

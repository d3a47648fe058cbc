export { identityResolvers } from './inbox.resolver.ts';
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
export { People, type Person } from './people.ts';
export { delivering } from './digest.reaction.ts';

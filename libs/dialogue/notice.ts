import { refuse, type Decider, type MessageOf } from '#decider';
import { AnyId, Day, FreeText, PartnerId, Text } from '#language';
import { z } from 'zod';

export const noticeCommands = {
  /** Partners are asked to say that they have read a thing as it stands now. */
  RequestAcknowledgement: z.object({
    about: AnyId,
    partners: z.array(PartnerId).min(1).max(500),
    due: Day,
    text: FreeText.optional(),
  }),
  WithdrawRequest: z.object({ reason: FreeText }),
};

export const noticeEvents = {
  AcknowledgementRequested: z.object({
    about: AnyId,
    /** The thing's revision that is to be read, or a later one. */
    aboutRevision: z.int().min(0),
    partners: z.array(PartnerId),
    due: Day,
    text: Text.optional(),
    requestedBy: PartnerId,
  }),
  AcknowledgementRequestWithdrawn: z.object({ reason: Text }),
};

export type NoticeCommand = MessageOf<typeof noticeCommands>;
export type NoticeEvent = MessageOf<typeof noticeEvents>;

export type NoticeRefusal =
  | 'NOTICE_ABOUT_UNKNOWN'
  | 'NOTICE_DUE_PAST'
  | 'NOTICE_EXISTS'
  | 'NOTICE_NOT_FOUND'
  | 'NOTICE_NOT_YOURS'
  | 'NOTICE_PARTNER_UNKNOWN'
  | 'NOTICE_WITHDRAWN';

export interface NoticeFacts {
  readonly today: string;
  /** Which of the partners named take part. */
  readonly known: ReadonlySet<string>;
  /** The thing it is about, when the asker knows it: where it stands and whose it is. */
  readonly about: { readonly revision: number; readonly owner: string | undefined } | undefined;
}

type Notice = { readonly phase: 'absent' } | { readonly phase: 'standing' | 'withdrawn'; readonly requestedBy: string };

/** A request to read: who has is told by the partners' own acknowledgements. */
export const notice: Decider<Notice, NoticeCommand, NoticeEvent, NoticeRefusal, NoticeFacts> = {
  prefix: 'notice_',
  commands: noticeCommands,
  events: noticeEvents,
  roles: { RequestAcknowledgement: ['coordinator', 'member'], WithdrawRequest: ['coordinator', 'member'] },
  initial: { phase: 'absent' },

  decide(notice, command, { asker, facts }) {
    const coordinates = asker.mandate?.role === 'coordinator';
    if (command.type === 'RequestAcknowledgement') {
      if (notice.phase !== 'absent') return refuse('NOTICE_EXISTS');
      const { partners, due } = command.data;
      if (!facts.about) return refuse('NOTICE_ABOUT_UNKNOWN', 'about');
      // Who leads a thing may ask others to read it; only the coordinator asks about what is not their own.
      if (!coordinates && facts.about.owner !== asker.organisation) return refuse('NOTICE_NOT_YOURS', 'about');
      if (!partners.every((partner) => facts.known.has(partner))) return refuse('NOTICE_PARTNER_UNKNOWN', 'partners');
      if (due < facts.today) return refuse('NOTICE_DUE_PAST', 'due');
      return [
        {
          type: 'AcknowledgementRequested',
          data: {
            ...command.data,
            partners: [...new Set(partners)],
            aboutRevision: facts.about.revision,
            requestedBy: asker.organisation,
          },
        },
      ];
    }
    if (notice.phase === 'absent') return refuse('NOTICE_NOT_FOUND');
    if (notice.phase === 'withdrawn') return refuse('NOTICE_WITHDRAWN');
    return coordinates || notice.requestedBy === asker.organisation
      ? [{ type: 'AcknowledgementRequestWithdrawn', data: command.data }]
      : refuse('NOTICE_NOT_YOURS');
  },

  evolve(notice, event) {
    switch (event.type) {
      case 'AcknowledgementRequested':
        return { phase: 'standing', requestedBy: event.data.requestedBy };
      case 'AcknowledgementRequestWithdrawn':
        return notice.phase === 'absent' ? notice : { ...notice, phase: 'withdrawn' };
    }
  },
};

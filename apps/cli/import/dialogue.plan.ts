import {
  acknowledgementId,
  acknowledgements,
  clocks,
  comments,
  feedbacks,
  meetings,
  notices,
  observations,
  themes,
  threads,
} from '#dialogue';
import { actsOn, add, change, closing, fixed, inTurn, later, reasonOf, says, type Act, type Setting } from './act.ts';
import type { EntryOf } from './read.ts';

/** Ids that may be left out. */
const given = (...ids: readonly (string | undefined)[]): string[] => ids.filter((id) => id !== undefined);

/** A talk as it began, then who said what. */
export function threadActs(entry: EntryOf<'threads'>): Act[] {
  const { id, about, measurement, title, partner, text, closed } = entry.data;
  const { act, once } = actsOn(entry, id, 'threads');
  return inTurn([
    act({
      aspect: 'words',
      needs: given(about, partner),
      makes: id,
      organisation: partner,
      says: { about, measurement, title, text },
      next(world) {
        const row = world.rows(threads).get(id);
        if (!row) return add('StartThread', { about, measurement, title, text });
        const first = world.rows(comments).get(`${id}/1`);
        return (
          fixed(row, { about, measurement, title }) ??
          (!first || first.hidden || says(first, { text })
            ? undefined
            : change(row, 'EditComment', { comment: 1, text }))
        );
      },
    }),
    ...entry.data.comments.map(({ on, by, partner: speaker, ...comment }, index) =>
      once(`comment ${index}`, 'WriteComment', comment, {
        path: ['comments', index],
        told: { on, by },
        needs: given(speaker),
        organisation: speaker,
      }),
    ),
    ...closing(closed, (told, data) =>
      once('closing', 'CloseThread', data, {
        path: ['closed'],
        told,
        unless: (world) => world.rows(threads).get(id)?.phase === 'closed',
      }),
    ),
  ]);
}

/** Feedback, then its way round: answered, acted on, told, closed. */
export function feedbackActs(entry: EntryOf<'feedback'>): Act[] {
  const { id, giver, group, from, to, about, text, givenOn, responseDueDays } = entry.data;
  const { passedOn, answers, actions, told: tellings, closed } = entry.data;
  const said = { giver, group, to, about, text };
  const { act, once } = actsOn(entry, id, 'feedback');
  const row = (world: Parameters<Act['next']>[0]) => world.rows(feedbacks).get(id);
  return inTurn([
    act({
      aspect: 'words',
      needs: given(from, to, about),
      makes: id,
      organisation: from,
      says: said,
      next(world) {
        const known = row(world);
        // Whose it is to answer may have changed since.
        const first = known?.passedOn[0]?.from ?? known?.to;
        return known
          ? fixed({ ...known, to: first }, said)
          : add('GiveFeedback', { ...said, ...(givenOn && { givenOn }), ...(responseDueDays && { responseDueDays }) });
      },
    }),
    ...passedOn.map(({ on, by, ...passing }, index) =>
      once(`passing ${index}`, 'PassOnFeedback', passing, {
        path: ['passedOn', index],
        told: { on, by },
        needs: [passing.to],
      }),
    ),
    ...answers.map(({ on, by, partner, ...answer }, index) =>
      once(`answer ${index}`, 'RespondToFeedback', answer, {
        path: ['answers', index],
        told: { on, by },
        organisation: partner ?? passedOn.at(-1)?.to ?? to,
      }),
    ),
    ...actions.map(({ on, by, action }, index) =>
      once(
        `action ${index}`,
        'LinkAction',
        { action },
        {
          path: ['actions', index],
          told: { on, by },
          needs: [action, to],
          unless: (world) => row(world)?.actions.includes(action) === true,
        },
      ),
    ),
    ...tellings.map(({ on, by, partner, ...telling }, index) =>
      once(`telling ${index}`, 'TellGiver', telling, {
        path: ['told', index],
        told: { on, by },
        needs: given(partner ?? to),
        organisation: partner,
      }),
    ),
    ...closing(closed, (told, data) =>
      once('closing', 'CloseFeedback', data, {
        path: ['closed'],
        told,
        needs: [to],
        unless: (world) => row(world)?.phase === 'closed',
      }),
    ),
  ]);
}

export function observationActs(entry: EntryOf<'observations'>): Act[] {
  const { id, partner, text, place, about, noticedOn } = entry.data;
  const said = { text, place, about };
  return [
    actsOn(entry, id, 'observations').act({
      aspect: 'words',
      needs: given(partner, about),
      makes: id,
      organisation: partner,
      says: said,
      next(world) {
        const row = world.rows(observations).get(id);
        if (!row) return add('NoteObservation', { ...said, ...(noticedOn && { noticedOn }) });
        return row.hiddenBecause ? undefined : fixed(row, said);
      },
    }),
  ];
}

/** Observations gathered, then what follows from them. */
export function themeActs(entry: EntryOf<'themes'>): Act[] {
  const { id, title, text, partner, observations: gathered, following, closed } = entry.data;
  const { act, once } = actsOn(entry, id, 'themes');
  return inTurn([
    act({
      aspect: 'words',
      needs: [...given(partner), ...gathered],
      makes: id,
      organisation: partner,
      says: { title, text, gathered },
      next(world) {
        const row = world.rows(themes).get(id);
        if (!row) return add('GatherTheme', { title, text, observations: gathered });
        const more = gathered.filter((observation) => !row.observations.includes(observation));
        return (
          fixed(row, { title, text }) ??
          (more.length > 0 && row.phase === 'open' ? add('AddToTheme', { observations: more }, row) : undefined)
        );
      },
    }),
    ...following.map(({ on, by, partner: speaker, ...follows }, index) =>
      once(`following ${index}`, 'SayWhatFollows', follows, {
        path: ['following', index],
        told: { on, by },
        needs: given(speaker, follows.follows),
        organisation: speaker,
      }),
    ),
    ...closing(closed, (told, data) => once('closing', 'CloseTheme', data, { path: ['closed'], told })),
  ]);
}

/** A meeting as it was called, who said to come, what was said and decided. */
export function meetingActs(entry: EntryOf<'meetings'>, { main }: Setting): Act[] {
  const { id, title, kind, team, day, from, to, place, venue, online, invited, agenda, on } = entry.data;
  const { answers, held, decided, cancelled } = entry.data;
  const plan = { title, kind, team, day, from, to, place, venue, online, invited, agenda };
  const { act, once } = actsOn(entry, id, 'meetings');
  return inTurn([
    act({
      aspect: 'plan',
      needs: given(team, ...invited, ...agenda.map(({ about }) => about)),
      makes: id,
      says: plan,
      next(world) {
        const row = world.rows(meetings).get(id);
        if (!row) return add('CallMeeting', plan);
        return row.phase !== 'called' || says(row, plan)
          ? undefined
          : change(row, 'ReviseMeeting', { ...plan, reason: reasonOf({ entry, main }) });
      },
    }),
    ...answers.map(({ on: answeredOn, by, partner, coming }, index) =>
      once(
        `answer ${index}`,
        'AnswerInvitation',
        { coming },
        {
          path: ['answers', index],
          told: { on: answeredOn, by },
          needs: [partner],
          organisation: partner,
          unless(world) {
            const row = world.rows(meetings).get(id);
            return row?.answers.some((answer) => answer.partner === partner && answer.coming === coming) === true;
          },
        },
      ),
    ),
    ...closing(held, (told, record) =>
      act({
        // Nobody tells of a meeting before its day.
        told: { on: later(told.on ?? on, day), by: told.by },
        path: ['held'],
        aspect: 'minutes',
        needs: [id, ...record.attendance.map(({ partner }) => partner)],
        says: record,
        next(world) {
          const row = world.rows(meetings).get(id);
          if (row?.phase === 'called') return add('HoldMeeting', record, row);
          return !row || row.phase === 'cancelled' || says(row, record)
            ? undefined
            : change(row, 'CorrectMinutes', { ...record, reason: reasonOf({ entry, main }) });
        },
      }),
    ),
    ...decided.map(({ on: decidedOn, by, ...decision }, index) =>
      once(`decision ${index}`, 'DecideAtMeeting', decision, {
        path: ['decided', index],
        told: { on: later(decidedOn ?? held?.on ?? on, day), by: by ?? held?.by },
        needs: given(decision.about, decision.decision),
      }),
    ),
    ...closing(cancelled, (told, data) => once('cancelling', 'CancelMeeting', data, { path: ['cancelled'], told })),
  ]);
}

/** Partners asked to read a thing, then who has. */
export function noticeActs(entry: EntryOf<'notices'>): Act[] {
  const { id, about, partners, due, text, acknowledged } = entry.data;
  const said = { about, partners, due, text };
  return inTurn([
    actsOn(entry, id, 'notices').act({
      aspect: 'words',
      needs: [about, ...partners],
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(notices).get(id);
        return row ? fixed(row, said) : add('RequestAcknowledgement', said);
      },
    }),
    ...acknowledged.map(({ on, by, partner }, index): Act => {
      const stream = acknowledgementId(about, partner);
      return actsOn(entry, stream, 'notices').act({
        path: ['acknowledged', index],
        told: { on, by },
        aspect: id,
        needs: [id, partner],
        organisation: partner,
        says: partner,
        next(world) {
          const revision = world.rows(notices).get(id)?.aboutRevision;
          const read = world.rows(acknowledgements).get(stream)?.read ?? -1;
          return revision === undefined || read >= revision
            ? undefined
            : add('AcknowledgeChange', { about, revision }, world.rows(acknowledgements).get(stream));
        },
      });
    }),
  ]);
}

/** One thing on the annual clock, then its times round that are done. */
export function clockActs(entry: EntryOf<'clock'>, { main }: Setting): Act[] {
  const { id, title, kind, first, rhythm, until, durationDays, about, partner, remindDays, done, ended } = entry.data;
  const said = { title, kind, first, rhythm, until, durationDays, about, partner, remindDays };
  const { act, once } = actsOn(entry, id, 'clock');
  return inTurn([
    act({
      aspect: 'words',
      needs: given(partner, about),
      makes: id,
      says: said,
      next(world) {
        const row = world.rows(clocks).get(id);
        if (!row) return add('PlanClockItem', said);
        return row.phase === 'ended' || says(row, { ...said, durationDays: durationDays ?? 1 })
          ? undefined
          : change(row, 'ReviseClockItem', { ...said, reason: reasonOf({ entry, main }) });
      },
    }),
    ...done.map(({ on, by, occurrence }, index) =>
      once(
        `${occurrence} done`,
        'TickClockItem',
        { occurrence },
        {
          path: ['done', index],
          told: { on, by },
          needs: [partner],
          unless: (world) =>
            world
              .rows(clocks)
              .get(id)
              ?.done.some((one) => one.occurrence === occurrence) === true,
        },
      ),
    ),
    ...closing(ended, (told, data) => once('end', 'EndClockItem', data, { path: ['ended'], told })),
  ]);
}
